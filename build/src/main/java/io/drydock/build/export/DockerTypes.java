package io.drydock.build.export;

import io.drydock.oci.Descriptor;
import io.drydock.oci.MediaTypes;

/** Docker's media types for what has OCI's. */
final class DockerTypes {
  private static final String LAYER_ZSTD = MediaTypes.DOCKER_LAYER + ".zstd";

  private DockerTypes() {}

  static Descriptor layer(Descriptor blob) {
    String type =
        switch (blob.mediaType()) {
          case MediaTypes.OCI_LAYER -> MediaTypes.DOCKER_LAYER;
          case MediaTypes.OCI_LAYER_GZIP -> MediaTypes.DOCKER_LAYER_GZIP;
          case MediaTypes.OCI_LAYER_ZSTD -> LAYER_ZSTD;
          default -> blob.mediaType();
        };
    return new Descriptor(type, blob.digest(), blob.size()).withAnnotations(blob.annotations());
  }
}
