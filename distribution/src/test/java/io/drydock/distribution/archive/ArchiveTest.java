package io.drydock.distribution.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.distribution.TestImages;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.layer.TarEntry;
import io.drydock.oci.layer.TarReader;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Fault;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images to archives and back, and archives that nobody should write. */
class ArchiveTest {
  @TempDir Path directory;
  private Store here;
  private Store there;

  @BeforeEach
  void open() {
    here = Store.open(directory.resolve("here"));
    there = Store.open(directory.resolve("there"));
  }

  @AfterEach
  void close() {
    assertThat(
            there.collector().check(false).stream()
                .filter(each -> each.severity() == Fault.Severity.ERROR)
                .toList())
        .isEmpty();
    here.close();
    there.close();
  }

  private byte[] save(ImageSaver.Format format, LoadedImage... images) {
    var out = new ByteArrayOutputStream();
    new ImageSaver(here).save(List.of(images), format, out);
    return out.toByteArray();
  }

  private List<LoadedImage> load(byte[] archive) {
    return new ImageLoader(there).load(new ByteArrayInputStream(archive), "test.tar");
  }

  private LoadedImage image(String name, int... sizes) {
    Descriptor target = TestImages.tagged(here, name, sizes);
    return new LoadedImage(target, List.of(ImageReference.parse(name).withDefaultTag()));
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    var tar = new LayerWriter(out);
    for (Map.Entry<String, byte[]> each : files.entrySet()) {
      tar.add(
          Entry.file(each.getKey(), 0644, each.getValue().length, Instant.EPOCH),
          new ByteArrayInputStream(each.getValue()));
    }
    tar.finish();
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(ImageSaver.Format.class)
  void bringsSeveralImagesBackAsTheyWere(ImageSaver.Format format) {
    LoadedImage one = image("one:v1", 1000, 200_000);
    LoadedImage two = image("reg.example/two", 3000);

    List<LoadedImage> loaded = load(save(format, one, two));

    assertThat(loaded).containsExactly(one, two);
    Images.Image image = there.images().load(one.target(), Platform.host());
    for (Digest each : image.config().diffIds()) {
      assertThat(there.layers().tar(Layers.Id.of(each)).digest()).isEqualTo(each);
    }
    assertThat(there.images().find(two.names().getFirst())).isPresent();
  }

  @Test
  void writesTheSameBytesEachTime() {
    LoadedImage one = image("one:v1", 1000);
    assertThat(save(ImageSaver.Format.DOCKER, one)).isEqualTo(save(ImageSaver.Format.DOCKER, one));
  }

  @Test
  void listsWhatDockerListsInItsOwnDocuments() throws IOException {
    LoadedImage one = image("one:v1", 1000);
    List<String> names = new ArrayList<>();
    String manifest = "";
    try (var tar =
        new TarReader(new ByteArrayInputStream(save(ImageSaver.Format.DOCKER, one)), "saved")) {
      for (Optional<TarEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
        names.add(next.get().entry().path());
        if (next.get().entry().path().equals("manifest.json")) {
          manifest = new String(tar.content().readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    assertThat(names).contains("index.json", "manifest.json", "oci-layout", "repositories");
    Images.Image image = here.images().load(one.target(), Platform.host());
    String layer = image.config().diffIds().getFirst().encoded();
    assertThat(manifest)
        .startsWith(
            "[{\"Config\":\"blobs/sha256/"
                + image.id().encoded()
                + "\",\"RepoTags\":[\"one:v1\"],\"Layers\":[\"blobs/sha256/"
                + layer
                + "\"],\"LayerSources\":{\"sha256:"
                + layer);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void readsCompressedArchives(Compression compression) throws IOException {
    LoadedImage one = image("one:v1", 100_000);
    var packed = new ByteArrayOutputStream();
    try (OutputStream out = compression.compress(packed, Compression.DEFAULT_LEVEL)) {
      out.write(save(ImageSaver.Format.DOCKER, one));
    }
    assertThat(load(packed.toByteArray())).containsExactly(one);
  }

  @Test
  void readsALayoutDirectory() throws IOException {
    LoadedImage one = image("one:v1", 1000);
    Path layout = directory.resolve("layout");
    try (var tar =
        new TarReader(new ByteArrayInputStream(save(ImageSaver.Format.OCI, one)), "saved")) {
      for (Optional<TarEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
        if (next.get().entry().isFile()) {
          Path file = layout.resolve(next.get().entry().path());
          Files.createDirectories(file.getParent());
          Files.copy(tar.content(), file);
        }
      }
    }
    assertThat(new ImageLoader(there).load(layout)).containsExactly(one);
  }

  @Test
  void readsOldArchivesWithSharedAndCompressedLayers() throws IOException {
    byte[] first = layerTar("a");
    byte[] second = layerTar("b");
    var packed = new ByteArrayOutputStream();
    try (OutputStream out = Compression.GZIP.compress(packed, 6)) {
      out.write(second);
    }
    byte[] config = config(first, second, first);
    var out = new ByteArrayOutputStream();
    var tar = new LayerWriter(out);
    add(tar, "one/layer.tar", first);
    add(tar, "one/VERSION", utf8("1.0"));
    add(tar, "two/layer.tar", packed.toByteArray());
    tar.add(
        new Entry(
            "three/layer.tar",
            Entry.Type.SYMLINK,
            0777,
            0,
            0,
            0,
            Instant.EPOCH,
            "../one/layer.tar",
            0,
            0,
            0,
            Map.of()));
    add(tar, "cfg.json", config);
    add(
        tar,
        "manifest.json",
        manifest("cfg.json", "old:v1", "one/layer.tar", "two/layer.tar", "three/layer.tar"));
    tar.finish();

    LoadedImage loaded = load(out.toByteArray()).getFirst();

    Images.Image image = there.images().load(loaded.target(), Platform.parse("linux/amd64"));
    assertThat(image.id()).isEqualTo(Digest.of(config));
    assertThat(image.manifest().layers()).hasSize(3);
    assertThat(loaded.names()).containsExactly(ImageReference.parse("old:v1"));
    assertThat(there.layers().tar(Layers.Id.of(Digest.of(second))).size()).isEqualTo(second.length);
  }

  private static void add(LayerWriter tar, String path, byte[] content) throws IOException {
    tar.add(
        Entry.file(path, 0644, content.length, Instant.EPOCH), new ByteArrayInputStream(content));
  }

  private static byte[] layerTar(String file) throws IOException {
    return tar(Map.of(file, utf8("content of " + file)));
  }

  private static byte[] config(byte[]... layers) {
    var diffIds = new JsonArray();
    for (byte[] each : layers) {
      diffIds.add(Digest.of(each).toString());
    }
    var rootfs = new JsonObject();
    rootfs.addProperty("type", "layers");
    rootfs.add("diff_ids", diffIds);
    var config = new JsonObject();
    config.addProperty("architecture", "amd64");
    config.addProperty("os", "linux");
    config.add("rootfs", rootfs);
    return Json.bytes(config);
  }

  private static byte[] manifest(String config, String tag, String... layers) {
    var image = new JsonObject();
    image.addProperty("Config", config);
    image.add("RepoTags", Json.array(List.of(tag)));
    image.add("Layers", Json.array(List.of(layers)));
    var list = new JsonArray();
    list.add(image);
    return Json.bytes(list);
  }

  @Test
  void refusesALayerThatIsNotTheConfigs() throws IOException {
    byte[] archive =
        tar(
            Map.of(
                "l.tar", layerTar("a"),
                "c.json", config(layerTar("b")),
                "manifest.json", manifest("c.json", "bad:v1", "l.tar")));
    refuses(archive, ErrorKind.CORRUPT, "invalid diffID for a layer");
  }

  @Test
  void refusesABlobThatIsNotWhatItsNameSays() throws IOException {
    byte[] archive =
        tar(
            Map.of(
                "blobs/sha256/" + Digest.of(utf8("good")).encoded(),
                utf8("evil"),
                "index.json",
                utf8("{\"schemaVersion\":2,\"manifests\":[]}")));
    refuses(archive, ErrorKind.CORRUPT, "came with the content of");
    assertThat(there.blobs().contains(Digest.of(utf8("good")))).isFalse();
  }

  @Test
  void refusesWhatIsNoImageArchive() throws IOException {
    refuses(tar(Map.of("readme", utf8("hello"))), ErrorKind.INVALID, "neither a Docker nor an OCI");
    refuses(utf8("hello world, this is no tar at all"), ErrorKind.CORRUPT, "test.tar");
    refuses(
        tar(Map.of("manifest.json", manifest("../../etc/passwd", "x:y"))),
        ErrorKind.INVALID,
        "no file ../../etc/passwd in the archive");
  }

  @Test
  void refusesAnArchiveThatIsCutOff() {
    byte[] whole = save(ImageSaver.Format.DOCKER, image("one:v1", 100_000));
    refuses(java.util.Arrays.copyOf(whole, whole.length / 2), ErrorKind.CORRUPT, "test.tar");
  }

  private void refuses(byte[] archive, ErrorKind kind, String message) {
    assertThatThrownBy(() -> load(archive))
        .hasMessageContaining(message)
        .extracting(e -> ((DrydockException) e).kind())
        .isEqualTo(kind);
    assertThat(there.images().list()).isEmpty();
  }

  @Test
  void readsAnArchiveThatDockerWrote() throws IOException {
    Path archive =
        Path.of(
            System.getProperty("drydock.home", ".."), "../shared/conformance/bases/busybox.tar");
    Assumptions.assumeTrue(Files.exists(archive), "no recorded archive here");
    try (InputStream in = Files.newInputStream(archive)) {
      List<LoadedImage> loaded = new ImageLoader(there).load(in, "busybox.tar");
      assertThat(loaded)
          .singleElement()
          .satisfies(each ->
              assertThat(each.names()).containsExactly(ImageReference.parse("busybox:latest")));
    }
  }
}
