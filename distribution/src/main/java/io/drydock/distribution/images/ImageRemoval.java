package io.drydock.distribution.images;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.PlatformChoice;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.ImageUses;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes names and images away, and says what went, as docker's rmi does. */
public final class ImageRemoval {
  /** What went. */
  public sealed interface Removed {
    /** A name, with tag or digest. */
    record Untagged(String name) implements Removed {}

    /** An image or a layer. */
    record Deleted(Digest digest) implements Removed {}
  }

  private final Store store;
  private final ImageCatalogue catalogue;

  public ImageRemoval(Store store) {
    this.store = store;
    this.catalogue = new ImageCatalogue(store);
  }

  /**
   * Takes the name away if the word is one, and the image with its last name; or all names and the
   * image if the word is an ID.
   *
   * <p>An image that a running container uses stays, at least without a name; of one that a stopped
   * container uses its layers stay.
   *
   * @param force whether an ID may stand for several repositories' names, and a stopped container's
   *     image be removed
   * @throws DrydockException of kind NOT_FOUND when there is no such image, CONFLICT when a
   *     container uses it, or the ID has several names and force is off
   */
  public List<Removed> remove(String word, boolean force) {
    Images.Entry entry = store.images().resolve(word);
    Optional<ImageReference> name = entry.name().filter(each -> ImageCatalogue.isNamed(word, each));
    Set<Digest> before = layers();
    var removed = new ArrayList<Removed>();
    if (name.isPresent()) {
      checkNameIsFree(word, entry, force);
      removed.addAll(untag(entry, name.get()));
    } else {
      removed.addAll(byId(entry, force));
    }
    if (removed.stream().anyMatch(Removed.Deleted.class::isInstance)) {
      before.removeAll(layers());
      Set<Layers.Id> used = store.uses().layers();
      before.removeIf(each -> used.contains(Layers.Id.of(each)));
      before.forEach(each -> removed.add(new Removed.Deleted(each)));
      store.collector().sweep();
    }
    return List.copyOf(removed);
  }

  /**
   * Takes some platforms of an image away; all its names then stand for the rest.
   *
   * @throws DrydockException of kind NOT_FOUND when the image is not for them, CONFLICT when
   *     nothing would be left
   */
  public List<Removed> removePlatforms(String word, List<Platform> platforms) {
    Images.Entry entry = store.images().resolve(word);
    var removed = new ArrayList<Removed>();
    try (Lease _ = store.lease()) {
      Descriptor rest = PlatformChoice.without(store, entry.target(), platforms);
      for (Images.Entry each : store.images().list()) {
        if (each.target().digest().equals(entry.target().digest())) {
          each.name()
              .ifPresentOrElse(
                  name -> store.images().tag(name, rest), () -> store.images().keep(rest));
        }
      }
      store.images().remove(entry.target().digest());
      ImageIndex index = ImageIndex.parse(store.blobs().read(entry.target().digest()));
      PlatformChoice.among(index, platforms)
          .forEach(each -> removed.add(new Removed.Deleted(each)));
    }
    store.collector().sweep();
    return List.copyOf(removed);
  }

  private List<Removed> untag(Images.Entry entry, ImageReference name) {
    var removed = new ArrayList<Removed>();
    Digest id = id(entry);
    store.images().untag(name);
    removed.add(new Removed.Untagged(name.familiar()));
    List<Images.Entry> left = same(entry);
    boolean lastOfRepository =
        left.stream()
            .noneMatch(each -> each.name().filter(n -> n.name().equals(name.name())).isPresent());
    if (lastOfRepository && name.tag().isPresent()) {
      catalogue
          .repositoryDigest(name, entry.target().digest())
          .ifPresent(each -> removed.add(new Removed.Untagged(name.familiarName() + "@" + each)));
    }
    if (left.isEmpty() && store.uses().of(id).filter(ImageUses.Use::isActive).isPresent()) {
      store.images().keep(entry.target());
    } else if (left.isEmpty()) {
      removed.add(new Removed.Deleted(id));
    }
    return removed;
  }

  /** The last name of an image that a container uses is taken away only by force. */
  private void checkNameIsFree(String word, Images.Entry entry, boolean force) {
    Digest id = id(entry);
    Optional<ImageUses.Use> use = store.uses().of(id);
    if (!force && use.isPresent() && same(entry).size() == 1) {
      throw conflict(
          "unable to remove repository reference \""
              + word
              + "\" (must force) - container "
              + use.get().shortId()
              + " is using its referenced image "
              + id.shortHex());
    }
  }

  private void checkIdIsFree(Digest id, boolean force) {
    Optional<ImageUses.Use> use = store.uses().of(id);
    boolean active = use.filter(ImageUses.Use::isActive).isPresent();
    if (use.isPresent() && (active || !force)) {
      throw conflict(
          "unable to delete "
              + id.shortHex()
              + (active ? " (cannot be forced)" : " (must be forced)")
              + " - image is being used by "
              + (active ? "running" : "stopped")
              + " container "
              + use.get().shortId());
    }
  }

  private static DrydockException conflict(String message) {
    return new DrydockException(
        ErrorKind.CONFLICT,
        "conflict: " + message,
        null,
        "remove the container first with: drydock rm",
        null);
  }

  private List<Removed> byId(Images.Entry entry, boolean force) {
    List<Images.Entry> all = same(entry);
    long repositories =
        all.stream()
            .flatMap(each -> each.name().stream())
            .map(ImageReference::name)
            .distinct()
            .count();
    if (repositories > 1 && !force) {
      throw new DrydockException(
          ErrorKind.CONFLICT,
          "conflict: unable to delete "
              + id(entry).shortHex()
              + " (must be forced) - image is referenced in multiple repositories");
    }
    checkIdIsFree(id(entry), force);
    var removed = new ArrayList<Removed>();
    for (Images.Entry each : all) {
      each.name().ifPresent(name -> removed.addAll(untag(each, name)));
    }
    store.images().remove(entry.target().digest());
    var deleted = new Removed.Deleted(id(entry));
    if (!removed.contains(deleted)) {
      removed.add(deleted);
    }
    return removed;
  }

  /** All entries of the same image, whatever manifest they point at. */
  private List<Images.Entry> same(Images.Entry entry) {
    Digest id = id(entry);
    return store.images().list().stream().filter(each -> id(each).equals(id)).toList();
  }

  private Digest id(Images.Entry entry) {
    return catalogue.image(entry.target()).map(Images.Image::id).orElse(entry.target().digest());
  }

  private Set<Digest> layers() {
    var layers = new LinkedHashSet<Digest>();
    for (Images.Entry entry : store.images().list()) {
      catalogue
          .image(entry.target())
          .ifPresent(image ->
              image.config().diffIds().stream()
                  .filter(each -> store.layers().contains(Layers.Id.of(each)))
                  .forEach(layers::add));
    }
    return layers;
  }
}
