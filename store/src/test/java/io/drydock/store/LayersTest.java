package io.drydock.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer's tree, tar and index say the same, whichever was there first. */
class LayersTest {
  @TempDir Path directory;
  private Store store;
  private Layers layers;

  @BeforeEach
  void open() {
    store = Store.open(directory.resolve("store"));
    layers = store.layers();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aBuiltLayerIsReadThroughItsIndex() throws IOException {
    Layers.Id id = TestImages.layer(store, Map.of("etc/motd", "hello", "bin/sh", "#!"));
    FileTree view = layers.view(List.of(id));
    Entry motd = view.find("etc/motd").orElseThrow();
    assertThat(text(view, motd)).isEqualTo("hello");
    assertThat(view.digest(motd)).isEqualTo(Digest.of("hello".getBytes(UTF_8)));
    assertThat(names(view, "")).containsExactly("bin", "etc");
    assertThat(view.find("etc/nothing")).isEmpty();
    assertThat(store.root().resolve("layers/" + id.value() + "/tree")).doesNotExist();
  }

  @Test
  void upperLayersHideAndReplaceWhatIsBelow() throws IOException {
    Layers.Id base =
        add(
            new TestTar()
                .directory("a")
                .file("a/kept", "1")
                .file("a/gone", "2")
                .directory("b")
                .file("b/old", "3")
                .directory("c")
                .file("c/x", "4")
                .symlink("d", "c"));
    Layers.Id upper =
        add(
            new TestTar()
                .file("a/.wh.gone", "")
                .directory("b")
                .file("b/.wh..wh..opq", "")
                .file("b/new", "5")
                .file(".wh.c", "")
                .directory("d")
                .file("d/y", "6"));
    FileTree view = layers.view(List.of(base, upper));
    assertThat(names(view, "")).containsExactly("a", "b", "d");
    assertThat(names(view, "a")).containsExactly("kept");
    assertThat(names(view, "b")).containsExactly("new");
    assertThat(names(view, "d")).containsExactly("y");
    assertThat(view.find("c/x")).isEmpty();
    assertThat(view.find("a").orElseThrow().mode()).isEqualTo(0750);
    assertThatThrownBy(() -> view.children("c")).isInstanceOf(DrydockException.class);
  }

  @Test
  void linksLeadToFilesOfLayersBelow() throws IOException {
    assumeRoot();
    Layers.Id base = add(new TestTar().file("data/file", "content"));
    Layers.Id upper = add(new TestTar().link("other", "data/file"));
    FileTree view = layers.view(List.of(base, upper));
    Entry other = view.find("other").orElseThrow();
    assertThat(other.uid()).isEqualTo(12);
    assertThat(text(view, other)).isEqualTo("content");
    Path tree = layers.tree(upper, List.of(base));
    assertThat(tree.resolve("other")).hasContent("content");
  }

  @Test
  void aLinkToNothingIsDamage() throws IOException {
    assumeRoot();
    Layers.Id id = add(new TestTar().link("other", "missing"));
    assertCorrupt(() -> layers.tree(id, List.of()));
    assertCorrupt(() -> layers.view(List.of(id)).find("other"));
  }

  @Test
  void compressedLayersAreCheckedAgainstTheirDiffId() throws IOException {
    assumeRoot();
    byte[] tar = new TestTar().file("a", "b").toBytes();
    Descriptor blob = put(gzip(tar), MediaTypes.OCI_LAYER_GZIP);
    Layers.Id good = layers.add(blob, Digest.of(tar));
    assertThat(text(layers.view(List.of(good)), "a")).isEqualTo("b");
    assertThat(layers.tar(good).digest()).isEqualTo(Digest.of(tar));
    assertThat(layers.compressed(good)).containsExactly(blob);

    Layers.Id wrong = layers.add(blob, Digest.of(new byte[] {1}));
    assertCorrupt(() -> layers.view(List.of(wrong)).find("a"));
    assertCorrupt(() -> layers.tree(wrong, List.of()));
    assertCorrupt(() -> layers.tar(wrong));
    assertThat(store.root().resolve("layers/" + wrong.value() + "/tree")).doesNotExist();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void damagedBlobsAreToldAsSuch() throws IOException {
    byte[] tar = new TestTar().file("a", "b").toBytes();
    byte[] gzip = gzip(tar);
    gzip[gzip.length / 2] ^= 0x55;
    Layers.Id id = layers.add(put(gzip, MediaTypes.OCI_LAYER_GZIP), Digest.of(tar));
    assertCorrupt(() -> layers.view(List.of(id)).find("a"));
  }

  @Test
  void anAdoptedTreeBecomesATarAndBack() throws IOException {
    assumeRoot();
    Layers.Id source =
        add(
            new TestTar()
                .directory("dir")
                .file("dir/a", "1", Map.of("SCHILY.xattr.user.note", "x"))
                .link("dir/b", "dir/a")
                .symlink("link", "dir/a")
                .device("null", 1, 3)
                .file(".wh.hidden", "")
                .directory("o")
                .file("o/.wh..wh..opq", ""));
    Path tree = layers.tree(source, List.of());
    Path upper = store.scratch("upper").resolve("copy");
    copy(tree, upper);
    Layers.Id adopted = layers.adopt(new Layers.Id("run-1"), upper);
    assertThat(upper).doesNotExist();
    assertThat(layers.diffId(adopted)).isEmpty();
    FileTree view = layers.view(List.of(adopted));
    assertThat(names(view, "dir")).containsExactly("a", "b");
    assertThat(view.find("hidden")).isEmpty();
    Entry a = view.find("dir/a").orElseThrow();
    assertThat(a.linkGroup()).isNotZero().isEqualTo(view.find("dir/b").orElseThrow().linkGroup());
    assertThat(a.xattrs()).containsOnlyKeys("user.note");

    Descriptor tar = layers.tar(adopted);
    assertThat(layers.diffId(adopted)).contains(tar.digest());
    assertThat(layers.contains(Layers.Id.of(tar.digest()))).isTrue();
    assertThat(layers.tree(Layers.Id.of(tar.digest()), List.of()))
        .isEqualTo(layers.tree(adopted, List.of()));
    try (Store other = Store.open(directory.resolve("other"))) {
      byte[] bytes = store.blobs().read(tar.digest());
      Layers.Id copied =
          other
              .layers()
              .add(
                  new Descriptor(MediaTypes.OCI_LAYER, other.blobs().put(bytes), bytes.length),
                  tar.digest());
      assertThat(everything(other.layers().view(List.of(copied)), ""))
          .usingRecursiveComparison()
          .ignoringFields("linkGroup")
          .isEqualTo(
              everything(layers.view(List.of(adopted)), "").stream()
                  .map(each -> each.withModified(each.modified().truncatedTo(SECONDS)))
                  .toList());
    }
  }

  @Test
  void aLayerThatExistsIsNotAdoptedAgain() throws IOException {
    Layers.Id id = new Layers.Id("run-1");
    Path first = Files.createDirectory(store.scratch("u").resolve("1"));
    Files.writeString(first.resolve("f"), "first");
    layers.adopt(id, first);
    Path second = Files.createDirectory(store.scratch("u").resolve("2"));
    layers.adopt(id, second);
    assertThat(second).doesNotExist();
    assertThat(names(layers.view(List.of(id)), "")).containsExactly("f");
  }

  @Test
  void attributesSurviveUnpacking() throws IOException {
    assumeRoot();
    Layers.Id id;
    try (Layers.Builder builder = layers.build()) {
      var time = TestImages.TIME;
      builder.add(Entry.directory("d", 01777, time).withOwner(5, 6));
      builder.add(
          Entry.file("d/f", 04755, 1, time).withOwner(7, 8), new ByteArrayInputStream(new byte[1]));
      builder.add(new Entry("fifo", Entry.Type.FIFO, 0600, 0, 0, 0, time, "", 0, 0, 0, Map.of()));
      id = builder.commit();
    }
    Path tree = layers.tree(id, List.of());
    assertThat(unix(tree.resolve("d"))).containsEntry("mode", 041777).containsEntry("uid", 5);
    assertThat(unix(tree.resolve("d/f"))).containsEntry("mode", 0104755).containsEntry("gid", 8);
    assertThat(Files.getLastModifiedTime(tree.resolve("d")).toInstant()).isEqualTo(TestImages.TIME);
    assertThat(Files.getLastModifiedTime(tree.resolve("d/f")).toInstant())
        .isEqualTo(TestImages.TIME);
    assertThat(unix(tree.resolve("fifo"))).containsEntry("mode", 010600);
  }

  @Test
  void laterEntriesOfTheSameNameWin() throws IOException {
    assumeRoot();
    Layers.Id id =
        add(
            new TestTar()
                .directory("a")
                .file("a/x", "1")
                .file("b", "first")
                .link("c", "b")
                .file("b", "second")
                .file("a", "now a file")
                .symlink("s", "t")
                .file("s/below", "in t"));
    FileTree view = layers.view(List.of(id));
    Path tree = layers.tree(id, List.of());
    assertThat(tree.resolve("b")).hasContent("second");
    assertThat(tree.resolve("c")).hasContent("first");
    assertThat(tree.resolve("a")).hasContent("now a file");
    assertThat(tree.resolve("t/below")).hasContent("in t");
    assertThat(text(view, "b")).isEqualTo("second");
    assertThat(text(view, "c")).isEqualTo("first");
    assertThat(text(view, "a")).isEqualTo("now a file");
    assertThat(view.find("a/x")).isEmpty();
    assertThat(text(view, "t/below")).isEqualTo("in t");
    assertThat(view.find("s/below")).isEmpty();
  }

  @Test
  void anArchiveCannotReachOutOfItsTree() throws IOException {
    assumeRoot();
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("victim"), "safe");
    String up = "../".repeat(12) + outside.toString().substring(1);
    List<TestTar> hostile =
        List.of(
            new TestTar().file(up + "/victim", "hit"),
            new TestTar().symlink("l", outside.toString()).file("l/victim", "hit"),
            new TestTar().symlink("l", up).file("l/victim", "hit"),
            new TestTar().symlink("l", outside + "/victim").file("l", "hit"),
            new TestTar().link("l", up + "/victim").file("l", "hit"),
            new TestTar().symlink("l", outside.toString()).link("m", "l/victim").file("m", "hit"),
            new TestTar().symlink("l", outside.toString()).file("l/.wh.victim", ""),
            new TestTar().symlink("l", outside.toString()).file("l/.wh..wh..opq", ""),
            new TestTar().file(outside + "/victim", "hit"),
            new TestTar().file(".wh...", ""),
            new TestTar().symlink("x", "y").symlink("y", "x").file("x/f", "hit"));
    for (TestTar each : hostile) {
      Layers.Id id = add(each);
      try {
        layers.tree(id, List.of());
      } catch (DrydockException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
      }
      assertThat(outside).isDirectoryContaining(path -> path.endsWith("victim"));
      assertThat(outside.resolve("victim")).hasContent("safe");
    }
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void anArchiveCannotSteerTheOverlay() throws IOException {
    assumeRoot();
    Layers.Id id =
        add(new TestTar().file("f", "", Map.of("SCHILY.xattr.trusted.overlay.redirect", "/etc")));
    Path tree = layers.tree(id, List.of());
    try (var source = new DirectoryLayer(tree)) {
      assertThat(source.find("f").orElseThrow().entry().xattrs()).isEmpty();
    }
    assertThat(layers.view(List.of(id)).find("f").orElseThrow().xattrs()).isEmpty();
  }

  @Test
  void aTreeThatAPowerFailureMayHaveTornIsDropped() throws IOException {
    assumeRoot();
    Layers.Id tar = add(new TestTar().file("f", "x"));
    Path tree = layers.tree(tar, List.of());
    Layers.Id adopted =
        layers.adopt(
            new Layers.Id("run-1"), Files.createDirectory(store.scratch("u").resolve("1")));
    Path unsettled = store.root().resolve("unsettled");
    Path boot = Disk.list(unsettled).getFirst();
    Files.move(boot, unsettled.resolve("an-earlier-boot"));
    try (Store later = Store.open(store.root())) {
      assertThat(later.layers().contains(adopted)).isFalse();
      assertThat(later.layers().contains(tar)).isTrue();
      assertThat(tree).doesNotExist();
      assertThat(later.layers().tree(tar, List.of()).resolve("f")).hasContent("x");
    }
    assertThat(Disk.list(unsettled.resolve("an-earlier-boot"))).isEmpty();
  }

  private Layers.Id add(TestTar tar) throws IOException {
    byte[] bytes = tar.toBytes();
    return layers.add(put(bytes, MediaTypes.OCI_LAYER), Digest.of(bytes));
  }

  private Descriptor put(byte[] bytes, String mediaType) {
    return new Descriptor(mediaType, store.blobs().put(bytes), bytes.length);
  }

  private List<Path> leftovers() throws IOException {
    var left = new ArrayList<Path>();
    for (Path owner : Disk.list(store.root().resolve("tmp"))) {
      left.addAll(Disk.list(owner));
    }
    return left;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = Compression.GZIP.compress(out, Compression.DEFAULT_LEVEL)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static void copy(Path from, Path to) throws IOException {
    var process =
        new ProcessBuilder("cp", "-a", from.toString(), to.toString()).inheritIO().start();
    assertThat(process.onExit().join().exitValue()).isZero();
  }

  static List<Entry> everything(FileTree tree, String path) {
    var all = new ArrayList<Entry>();
    for (Entry each : tree.children(path)) {
      all.add(each);
      if (each.isDirectory()) {
        all.addAll(everything(tree, each.path()));
      }
    }
    return all;
  }

  private static List<String> names(FileTree tree, String path) {
    return tree.children(path).stream().map(Entry::name).toList();
  }

  private static String text(FileTree tree, String path) throws IOException {
    return text(tree, tree.find(path).orElseThrow());
  }

  private static String text(FileTree tree, Entry file) throws IOException {
    try (InputStream in = tree.open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static Map<String, Object> unix(Path path) throws IOException {
    return Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
  }

  private static void assertCorrupt(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT));
  }

  private static void assumeRoot() {
    assumeTrue("root".equals(System.getProperty("user.name")), "making devices needs root");
  }
}
