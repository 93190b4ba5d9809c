package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.store.Store;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which manifests of an index are meant when a user names platforms. */
public final class PlatformChoice {
  /** Annotation of what belongs to an image without being one: the digest of its manifest. */
  private static final String BELONGS_TO = "vnd.docker.reference.digest";

  private PlatformChoice() {}

  /** All for no platforms; else the best for each, with what belongs to them. */
  public static Set<Digest> among(ImageIndex index, List<Platform> platforms) {
    var chosen = new LinkedHashSet<Digest>();
    if (platforms.isEmpty()) {
      index.manifests().forEach(each -> chosen.add(each.digest()));
      return chosen;
    }
    for (Platform each : platforms) {
      index.select(each).ifPresent(manifest -> chosen.add(manifest.digest()));
    }
    for (Descriptor each : index.manifests()) {
      String image = each.annotations().getOrDefault(BELONGS_TO, "");
      if (chosen.stream().anyMatch(digest -> digest.toString().equals(image))) {
        chosen.add(each.digest());
      }
    }
    return chosen;
  }

  /**
   * What is left of a manifest or index when only some platforms are wanted: the manifest of the
   * only one, or a smaller index, which is put into the store.
   *
   * @throws DrydockException of kind NOT_FOUND when it has none of them
   */
  public static Descriptor only(Store store, Descriptor target, List<Platform> platforms) {
    if (platforms.isEmpty()) {
      return target;
    }
    if (!MediaTypes.isIndex(target.mediaType())) {
      Platform made = store.images().load(target, platforms.getFirst()).config().platform();
      return platforms.stream().anyMatch(each -> each.matches(made))
          ? target
          : refuse(target, platforms);
    }
    ImageIndex index = ImageIndex.parse(store.blobs().read(target.digest()));
    Set<Digest> chosen = among(index, platforms);
    return chosen.isEmpty()
        ? refuse(target, platforms)
        : rest(store, index, each -> chosen.contains(each.digest()));
  }

  /**
   * What is left of an index without some platforms.
   *
   * @throws DrydockException of kind NOT_FOUND when it has none of them, CONFLICT when no other is
   *     left
   */
  public static Descriptor without(Store store, Descriptor target, List<Platform> platforms) {
    if (!MediaTypes.isIndex(target.mediaType())) {
      throw new DrydockException(
          ErrorKind.CONFLICT,
          "image " + target.digest() + " is for one platform only",
          null,
          "Remove the image without --platform.",
          null);
    }
    ImageIndex index = ImageIndex.parse(store.blobs().read(target.digest()));
    Set<Digest> chosen = among(index, platforms);
    if (chosen.isEmpty()) {
      return refuse(target, platforms);
    }
    if (index.manifests().stream().allMatch(each -> chosen.contains(each.digest()))) {
      throw new DrydockException(
          ErrorKind.CONFLICT,
          "nothing would be left of image " + target.digest(),
          null,
          "Remove the image without --platform.",
          null);
    }
    return rest(store, index, each -> !chosen.contains(each.digest()));
  }

  private static Descriptor rest(Store store, ImageIndex index, Predicate<Descriptor> kept) {
    List<Descriptor> manifests = index.manifests().stream().filter(kept).toList();
    if (manifests.size() == 1) {
      return manifests.getFirst().bare();
    }
    ImageIndex rest = index.withManifests(manifests);
    byte[] bytes = rest.toBytes();
    return new Descriptor(index.mediaType(), store.blobs().put(bytes), bytes.length);
  }

  private static Descriptor refuse(Descriptor target, List<Platform> platforms) {
    throw new DrydockException(
        ErrorKind.NOT_FOUND,
        "image "
            + target.digest()
            + " has no "
            + String.join(", ", platforms.stream().map(Platform::toString).toList()));
  }

  /** The one manifest for the platform, which is in the store. */
  static Descriptor of(
      Store store, Descriptor target, Platform platform, ImageReference reference) {
    if (!MediaTypes.isIndex(target.mediaType())) {
      if (!platform.matches(store.images().load(target, platform).config().platform())) {
        throw none(platform, reference);
      }
      return target;
    }
    return ImageIndex.parse(store.blobs().read(target.digest()))
        .select(platform)
        .filter(each -> store.blobs().contains(each.digest()))
        .orElseThrow(() -> none(platform, reference));
  }

  private static DrydockException none(Platform platform, ImageReference reference) {
    return new DrydockException(
        ErrorKind.NOT_FOUND,
        "image " + reference.familiar() + " has no " + platform + " in the store");
  }
}
