package io.drydock.distribution.images;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.Whereabouts;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of the store, read so that they can be shown. */
public final class ImageCatalogue {
  private final Store store;
  private final Whereabouts whereabouts;
  private final Map<Digest, Optional<Images.Image>> read = new HashMap<>();

  public ImageCatalogue(Store store) {
    this.store = store;
    this.whereabouts = new Whereabouts(store);
  }

  /** All images that the filters let through, the newest first as docker sorts them. */
  public List<ImageSummary> list(ImageFilter filter) {
    var summaries = new ArrayList<ImageSummary>();
    for (Images.Entry entry : store.images().list()) {
      image(entry.target()).ifPresent(image -> summaries.add(summary(entry, image)));
    }
    summaries.sort(
        Comparator.comparing(
                (ImageSummary each) -> each.created().orElse(Instant.EPOCH),
                Comparator.reverseOrder())
            .thenComparing(each -> each.repository().orElse(""))
            .thenComparing(each -> each.tag().orElse("")));
    return filter.apply(summaries);
  }

  private ImageSummary summary(Images.Entry entry, Images.Image image) {
    return new ImageSummary(
        entry,
        image.id(),
        entry.name().flatMap(name -> repositoryDigest(name, entry.target().digest())),
        image.config().created(),
        size(image),
        image.config().config().labels());
  }

  /** The digest by which the registry of the name has the image, if it is known to have it. */
  Optional<Digest> repositoryDigest(ImageReference name, Digest target) {
    boolean known = name.digest().isPresent() || whereabouts.of(target).contains(name.name());
    return known ? Optional.of(target) : Optional.empty();
  }

  long size(Images.Image image) {
    long size = 0;
    List<Digest> diffIds = image.config().diffIds();
    for (int i = 0; i < diffIds.size(); i++) {
      size += store.layers().size(diffIds.get(i), image.manifest().layers().get(i));
    }
    return size;
  }

  Store store() {
    return store;
  }

  /**
   * The image of this machine's platform behind the target, or the first whose content is here.
   *
   * @throws DrydockException of kind NOT_FOUND when there is none
   */
  Images.Image require(Descriptor target) {
    return image(target)
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.NOT_FOUND, "content of image " + target.digest() + " is missing"));
  }

  /** See {@link #require}. */
  Optional<Images.Image> image(Descriptor target) {
    Optional<Images.Image> known = read.get(target.digest());
    if (known == null) {
      known = find(target);
      read.put(target.digest(), known);
    }
    return known;
  }

  private Optional<Images.Image> find(Descriptor target) {
    if (!store.blobs().contains(target.digest())) {
      return Optional.empty();
    }
    if (!MediaTypes.isIndex(target.mediaType())) {
      return manifest(target);
    }
    List<Descriptor> manifests = ImageIndex.parse(store.blobs().read(target.digest())).manifests();
    Platform host = Platform.host();
    return manifests.stream()
        .sorted(Comparator.comparing(each -> each.platform().filter(host::matches).isEmpty()))
        .map(this::image)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Images.Image> manifest(Descriptor target) {
    ImageManifest manifest = ImageManifest.parse(store.blobs().read(target.digest()));
    String type = manifest.config().mediaType();
    boolean isImage = type.equals(MediaTypes.OCI_CONFIG) || type.equals(MediaTypes.DOCKER_CONFIG);
    if (!isImage || !store.blobs().contains(manifest.config().digest())) {
      return Optional.empty();
    }
    ImageConfig config = ImageConfig.parse(store.blobs().read(manifest.config().digest()));
    return config.diffIds().size() == manifest.layers().size()
        ? Optional.of(new Images.Image(target, manifest, config))
        : Optional.empty();
  }

  /** Whether the user's word is that name, and not an ID that leads to the same image. */
  public static boolean isNamed(String word, ImageReference name) {
    try {
      return ImageReference.parse(word).withDefaultTag().equals(name);
    } catch (DrydockException e) {
      return false; // 64 hex digits are no name.
    }
  }

  /** The image that a user's word means, of the platform that the words ask for. */
  public Images.Image image(String word, Optional<Platform> platform) {
    Images.Entry entry = store.images().resolve(word);
    return platform.isPresent()
        ? store.images().load(entry.target(), platform.get())
        : require(entry.target());
  }
}
