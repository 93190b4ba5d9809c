package io.drydock.store;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.oci.tree.Entry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small real images. */
final class TestImages {
  static final Platform PLATFORM = Platform.of("linux", "amd64", "");
  static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private TestImages() {}

  static ImageReference name(String text) {
    return ImageReference.parse(text);
  }

  /** A layer with the files, path to content. */
  static Layers.Id layer(Store store, Map<String, String> files) {
    try (Layers.Builder builder = store.layers().build()) {
      for (Map.Entry<String, String> each : files.entrySet()) {
        byte[] content = each.getValue().getBytes(StandardCharsets.UTF_8);
        builder.add(
            Entry.file(each.getKey(), 0644, content.length, TIME),
            new ByteArrayInputStream(content));
      }
      return builder.commit();
    }
  }

  /** Stores config and manifest over the layers. */
  static Descriptor image(Store store, List<Layers.Id> layers, Instant created) {
    var diffIds = new ArrayList<Digest>();
    var descriptors = new ArrayList<Descriptor>();
    for (Layers.Id layer : layers) {
      descriptors.add(store.layers().tar(layer));
      diffIds.add(store.layers().diffId(layer).orElseThrow());
    }
    ImageConfig empty = ImageConfig.empty(PLATFORM);
    var config =
        new ImageConfig(PLATFORM, Optional.of(created), "", empty.config(), diffIds, List.of());
    byte[] configBytes = config.toBytes();
    var configDescriptor =
        new Descriptor(MediaTypes.OCI_CONFIG, store.blobs().put(configBytes), configBytes.length);
    byte[] manifest = new ImageManifest(configDescriptor, descriptors, Map.of()).toBytes();
    return new Descriptor(MediaTypes.OCI_MANIFEST, store.blobs().put(manifest), manifest.length);
  }

  static Descriptor image(Store store, String content) {
    return image(store, List.of(layer(store, Map.of("content", content))), TIME);
  }
}
