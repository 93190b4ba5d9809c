package io.drydock.store;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands behind an entry of the image index without asking for a platform. */
final class ImageReader {
  private final BlobDirectory blobs;

  ImageReader(BlobDirectory blobs) {
    this.blobs = blobs;
  }

  /** One image of one platform. */
  record Read(ImageManifest manifest, ImageConfig config) {
    Digest id() {
      return manifest.config().digest();
    }
  }

  /** The first image behind the target whose content is in the store. */
  Optional<Read> read(Descriptor target) {
    return all(target).stream().findFirst();
  }

  /** All images behind the target whose manifest and config are in the store. */
  List<Read> all(Descriptor target) {
    var images = new ArrayList<Read>();
    collect(target, images);
    return images;
  }

  private void collect(Descriptor target, List<Read> images) {
    if (!blobs.contains(target.digest())) {
      return;
    }
    if (MediaTypes.isIndex(target.mediaType())) {
      for (Descriptor each : ImageIndex.parse(blobs.read(target.digest())).manifests()) {
        collect(each, images);
      }
      return;
    }
    ImageManifest manifest = ImageManifest.parse(blobs.read(target.digest()));
    if (manifest.artifactType().isEmpty() && blobs.contains(manifest.config().digest())) {
      byte[] config = blobs.read(manifest.config().digest());
      images.add(new Read(manifest, ImageConfig.parse(config)));
    }
  }
}
