package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.oci.layer.Compression;
import io.drydock.store.Images;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings images from the store to a registry. Layers that lie uncompressed in the store are
 * compressed on their way; what came of them is remembered, so that the next push finds it there.
 */
public final class Pusher {
  /**
   * How layers are compressed that are not yet.
   *
   * @param compression GZIP or ZSTD, or NONE to leave them as they are
   * @param level as {@link Compression#compress} takes it
   */
  public record Form(Compression compression, int level) {
    /** What every client reads. */
    public static final Form GZIP = new Form(Compression.GZIP, Compression.DEFAULT_LEVEL);

    public static final Form ZSTD = new Form(Compression.ZSTD, Compression.DEFAULT_LEVEL);
  }

  /**
   * An image that is on the registry now.
   *
   * @param manifest what the registry has under the reference
   * @param partial whether only one of its platforms was in the store and pushed
   */
  public record Pushed(ImageReference reference, Descriptor manifest, boolean partial) {}

  private final Registries registries;
  private final Store store;
  private final Form form;
  private final TransferListener listener;

  public Pusher(Registries registries, Store store, Form form, TransferListener listener) {
    this.registries = registries;
    this.store = store;
    this.form = form;
    this.listener = listener;
  }

  /**
   * Pushes the image of that name; {@code latest} where the reference has neither tag nor digest.
   *
   * @throws DrydockException of kind NOT_FOUND when the store has no such image, or the registry's
   *     refusal as docker words it
   */
  public Pushed push(ImageReference reference) {
    ImageReference full = reference.withDefaultTag();
    Images.Entry entry = store.images().find(full).orElseThrow(() -> unknown(full));
    try (Lease _ = store.lease()) {
      return push(full, entry.target());
    }
  }

  /**
   * Pushes the image of one platform alone, under the same name.
   *
   * @throws DrydockException of kind NOT_FOUND when the store has none for the platform
   */
  public Pushed push(ImageReference reference, Platform platform) {
    ImageReference full = reference.withDefaultTag();
    Images.Entry entry = store.images().find(full).orElseThrow(() -> unknown(full));
    try (Lease _ = store.lease()) {
      Descriptor manifest = PlatformChoice.of(store, entry.target(), platform, full);
      Descriptor pushed = pushContent(full, manifest);
      putManifest(full, pushed, full.tag().orElseGet(() -> pushed.digest().toString()));
      return new Pushed(full, pushed.bare(), false);
    }
  }

  private static DrydockException unknown(ImageReference name) {
    return new DrydockException(
        ErrorKind.NOT_FOUND,
        "An image does not exist locally with the tag: " + name.familiarName());
  }

  /** Pushes all tags that the store has of the repository. */
  public List<Pushed> pushAll(ImageReference repository) {
    var pushed = new ArrayList<Pushed>();
    for (Images.Entry entry : store.images().list()) {
      boolean wanted =
          entry
              .name()
              .filter(each -> each.name().equals(repository.name()) && each.tag().isPresent())
              .isPresent();
      if (wanted) {
        pushed.add(push(entry.name().orElseThrow()));
      }
    }
    if (pushed.isEmpty()) {
      throw unknown(repository);
    }
    return List.copyOf(pushed);
  }

  /**
   * Brings all that a manifest lists to a repository, but not the manifest: for whoever puts an
   * index together before anything gets a name. What is not in the store is taken from where it was
   * seen last, unless the registry has it.
   *
   * @return the manifest that fits what is there now; it is in the store
   */
  public Descriptor pushContent(ImageReference repository, Descriptor manifest) {
    RawManifest pushed = manifest(registries.repository(repository), read(manifest));
    store.blobs().put(pushed.raw());
    Descriptor fitted = pushed.descriptor();
    return new Descriptor(
        fitted.mediaType(),
        fitted.digest(),
        fitted.size(),
        manifest.urls(),
        manifest.annotations(),
        manifest.platform(),
        manifest.artifactType());
  }

  /** Puts a manifest or index of the store under a tag or its digest. */
  public void putManifest(ImageReference repository, Descriptor manifest, String tagOrDigest) {
    Repository to = registries.repository(repository);
    to.put(tagOrDigest, read(manifest));
    new Whereabouts(store).add(manifest.digest(), to.name());
  }

  /** The manifest, which is in the store. */
  public ImageManifest manifest(Descriptor manifest) {
    return read(manifest).manifest();
  }

  /** The index, which is in the store. */
  public ImageIndex index(Descriptor index) {
    return read(index).index();
  }

  private Pushed push(ImageReference reference, Descriptor target) {
    Repository repository = registries.repository(reference);
    RawManifest local = read(target);
    RawManifest remote = local;
    boolean partial = false;
    if (local.isIndex()) {
      List<Descriptor> here = present(local.index());
      partial = here.size() < local.index().manifests().size();
      remote =
          partial
              ? single(repository, local, here, reference)
              : index(repository, local.index(), local);
    } else {
      remote = manifest(repository, local);
    }
    String name = reference.tag().orElseGet(() -> reference.digest().orElseThrow().toString());
    repository.put(name, remote);
    new Whereabouts(store).add(remote.descriptor().digest(), repository.name());
    if (!partial && !remote.descriptor().digest().equals(local.descriptor().digest())) {
      replace(target, remote);
    }
    return new Pushed(reference, remote.descriptor(), partial);
  }

  private RawManifest read(Descriptor descriptor) {
    return RawManifest.of(store.blobs().read(descriptor.digest()), descriptor.mediaType());
  }

  private List<Descriptor> present(ImageIndex index) {
    return index.manifests().stream()
        .filter(each -> store.blobs().contains(each.digest()))
        .toList();
  }

  /** All platforms; the index itself is as it was unless one of its manifests had to change. */
  private RawManifest index(Repository repository, ImageIndex index, RawManifest local) {
    var manifests = new ArrayList<Descriptor>();
    boolean changed = false;
    for (Descriptor each : index.manifests()) {
      RawManifest pushed = child(repository, each);
      changed |= !pushed.descriptor().digest().equals(each.digest());
      manifests.add(
          new Descriptor(
              pushed.descriptor().mediaType(),
              pushed.descriptor().digest(),
              pushed.descriptor().size(),
              each.urls(),
              each.annotations(),
              each.platform(),
              each.artifactType()));
    }
    if (!changed) {
      return local;
    }
    ImageIndex rewritten = index.withManifests(manifests);
    return RawManifest.of(rewritten.toBytes(), index.mediaType());
  }

  private RawManifest child(Repository repository, Descriptor descriptor) {
    RawManifest raw = read(descriptor);
    RawManifest pushed =
        raw.isIndex() ? index(repository, raw.index(), raw) : manifest(repository, raw);
    repository.put(pushed.descriptor().digest().toString(), pushed);
    store.blobs().put(pushed.raw());
    return pushed;
  }

  /** The only platform that is in the store, in place of the whole index. */
  private RawManifest single(
      Repository repository, RawManifest index, List<Descriptor> here, ImageReference reference) {
    if (here.size() != 1 || read(here.getFirst()).isIndex()) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          reference.familiar()
              + ": "
              + (index.index().manifests().size() - here.size())
              + " of the platforms in the index are not in the store; pull them first");
    }
    return manifest(repository, read(here.getFirst()));
  }

  private RawManifest manifest(Repository repository, RawManifest local) {
    return new ImagePush(registries, store, form, listener).push(repository, local);
  }

  /** Lets the image's names point at what the registry has, so that digests agree. */
  private void replace(Descriptor old, RawManifest remote) {
    store.blobs().put(remote.raw());
    for (Images.Entry each : store.images().list()) {
      if (each.target().digest().equals(old.digest())) {
        each.name().ifPresent(name -> store.images().tag(name, remote.descriptor()));
      }
    }
    store.images().remove(old.digest());
  }
}
