package io.drydock.engine.files;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.linux.HostSupport;
import io.drydock.linux.Isolation;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small images, made entry by entry in a real store. */
public final class TestImage {
  public static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private final Store store;
  private final List<Layers.Id> layers = new ArrayList<>();
  private Layers.Builder builder;

  private TestImage(Store store) {
    this.store = store;
    this.builder = store.layers().build();
  }

  /** Begins an image with an empty layer. */
  public static TestImage in(Store store) {
    return new TestImage(store);
  }

  /** Skips the test where overlays cannot be mounted for all to see. */
  public static void needRoot() {
    boolean can;
    try {
      can = HostSupport.detect().isolation() == Isolation.NAMESPACES;
    } catch (RuntimeException e) {
      can = false;
    }
    assumeTrue(can, "mounting needs root's rights");
  }

  public TestImage directory(String path, int mode, int uid) {
    builder.add(Entry.directory(path, mode, TIME).withOwner(uid, uid));
    return this;
  }

  public TestImage file(String path, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    builder.add(Entry.file(path, 0644, bytes.length, TIME), new ByteArrayInputStream(bytes));
    return this;
  }

  public TestImage entry(Entry entry, String content) {
    builder.add(entry, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  public TestImage symlink(String path, String target) {
    builder.add(Entry.symlink(path, target, TIME));
    return this;
  }

  /** What comes now is in another layer. */
  public TestImage layer() {
    layers.add(builder.commit());
    builder = store.layers().build();
    return this;
  }

  /** The image, under a name. */
  public Images.Image named(String name) {
    layer();
    var diffIds = new ArrayList<Digest>();
    var blobs = new ArrayList<Descriptor>();
    for (Layers.Id each : layers) {
      blobs.add(store.layers().tar(each));
      diffIds.add(store.layers().diffId(each).orElseThrow());
    }
    var history =
        List.of(new ImageConfig.History(Optional.of(TIME), "COPY files /", "", "", false));
    byte[] config =
        new ImageConfig(
                Platform.host(), Optional.of(TIME), "", ContainerConfig.EMPTY, diffIds, history)
            .toBytes();
    var descriptor =
        new Descriptor(MediaTypes.OCI_CONFIG, store.blobs().put(config), config.length);
    byte[] manifest = new ImageManifest(descriptor, blobs, Map.of()).toBytes();
    var target =
        new Descriptor(MediaTypes.OCI_MANIFEST, store.blobs().put(manifest), manifest.length);
    store.images().tag(ImageReference.parse(name), target);
    return store.images().load(target, Platform.host());
  }
}
