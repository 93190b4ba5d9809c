package io.drydock.distribution;

import io.drydock.oci.ContainerConfig;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Images as a build leaves them in the store: their layers are plain tars. */
public final class TestImages {
  private static final Instant THEN = Instant.parse("2024-05-06T07:08:09Z");

  private TestImages() {}

  /** An image with a layer for each of the sizes, each with one file of noise of that size. */
  public static Descriptor make(Store store, Platform platform, int... sizes) {
    return make(store, platform, MediaTypes.OCI_MANIFEST, sizes);
  }

  static Descriptor make(Store store, Platform platform, String type, int... sizes) {
    boolean docker = type.equals(MediaTypes.DOCKER_MANIFEST);
    var layers = new ArrayList<Descriptor>();
    var diffIds = new ArrayList<Digest>();
    for (int size : sizes) {
      Descriptor tar = store.layers().tar(layer(store, size));
      layers.add(
          new Descriptor(
              docker ? MediaTypes.DOCKER_LAYER : MediaTypes.OCI_LAYER, tar.digest(), tar.size()));
      diffIds.add(tar.digest());
    }
    ImageConfig config =
        new ImageConfig(platform, Optional.of(THEN), "", ContainerConfig.EMPTY, diffIds, List.of());
    byte[] raw = config.toBytes();
    var manifest =
        new ImageManifest(
            type,
            "",
            new Descriptor(
                docker ? MediaTypes.DOCKER_CONFIG : MediaTypes.OCI_CONFIG,
                store.blobs().put(raw),
                raw.length),
            layers,
            Optional.empty(),
            Map.of());
    byte[] bytes = manifest.toBytes();
    return new Descriptor(type, store.blobs().put(bytes), bytes.length);
  }

  public static Descriptor tagged(Store store, String name, int... sizes) {
    Descriptor target = make(store, Platform.host(), sizes);
    store.images().tag(ImageReference.parse(name).withDefaultTag(), target);
    return target;
  }

  private static Layers.Id layer(Store store, int size) {
    byte[] noise = new byte[size];
    new Random(size).nextBytes(noise);
    try (Layers.Builder builder = store.layers().build()) {
      builder.add(Entry.directory("data", 0755, THEN));
      builder.add(
          Entry.file("data/file" + size, 0644, size, THEN), new ByteArrayInputStream(noise));
      return builder.commit();
    }
  }
}
