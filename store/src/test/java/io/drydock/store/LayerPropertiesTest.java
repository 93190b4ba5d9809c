package io.drydock.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.oci.Descriptor;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What goes into a layer comes out of each of its forms, and layers stack as overlayfs does it. */
class LayerPropertiesTest {
  /** A step of the making of a layer; what it does depends on what the layer has so far. */
  record Step(int kind, String name, String parent, int mode, int owner, long time) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> names =
        Arbitraries.of("a", "b", "c d", "é", "long-" + "n".repeat(120), "-", "x.y");
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.integers().between(0, 7),
                names,
                names,
                Arbitraries.integers().between(0, 07777),
                Arbitraries.integers().between(0, 70_000),
                Arbitraries.longs().between(0, 4_000_000_000L))
            .as(Step::new);
    return step.list().ofMaxSize(12);
  }

  @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
  void tarToTreeToTarGivesTheSameEntries(@ForAll("steps") List<Step> steps) throws IOException {
    assumeRoot();
    Path directory = Files.createTempDirectory("drydock-layers");
    try (Store store = Store.open(directory)) {
      Layers layers = store.layers();
      Layers.Id built = build(store, steps);
      Descriptor tar = layers.tar(built);
      Path copy = store.scratch("copy").resolve("tree");
      run("cp", "-a", layers.tree(built, List.of()).toString(), copy.toString());
      Layers.Id adopted = layers.adopt(new Layers.Id("copy"), copy);
      assertSame(layers.view(List.of(adopted)), layers.view(List.of(built)));
      Descriptor packed = layers.tar(adopted);
      if (packed.digest().equals(tar.digest())) {
        return;
      }
      // Entries that stood in another order: the content is the same.
      try (Store fresh = Store.open(directory)) {
        assertSame(fresh.layers().view(List.of(adopted)), fresh.layers().view(List.of(built)));
      }
    } finally {
      Disk.deleteTree(directory);
    }
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void aViewShowsWhatTheMountedOverlayShows(
      @ForAll("steps") List<Step> one,
      @ForAll("steps") List<Step> two,
      @ForAll("steps") List<Step> three)
      throws IOException {
    assumeRoot();
    Path directory = Files.createTempDirectory("drydock-overlay");
    try (Store store = Store.open(directory)) {
      List<Layers.Id> ids = new ArrayList<>();
      for (List<Step> steps : List.of(one, two, three)) {
        ids.add(build(store, steps));
      }
      var lower = new ArrayList<String>();
      for (Path tree : store.layers().trees(ids).reversed()) {
        lower.add(tree.toString());
      }
      Path mount = Files.createDirectory(directory.resolve("mount"));
      run(
          "mount",
          "-t",
          "overlay",
          "overlay",
          "-o",
          "ro,lowerdir="
              + String.join(":", lower)
              + ":"
              + Files.createDirectory(directory.resolve("empty")),
          mount.toString());
      try (var merged = new DirectoryLayer(mount)) {
        assertSame(store.layers().view(ids), new LayerView(List.of(merged)));
      } finally {
        run("umount", mount.toString());
      }
    } finally {
      Disk.deleteTree(directory);
    }
  }

  /** Builds a layer with parents before what is in them, each path once. */
  private static Layers.Id build(Store store, List<Step> steps) {
    Map<String, Boolean> made = new LinkedHashMap<>();
    try (Layers.Builder builder = store.layers().build()) {
      for (Step step : steps) {
        String parent = Boolean.TRUE.equals(made.get(step.parent)) ? step.parent : "";
        String path = TreePath.join(parent, step.name);
        if (!made.containsKey(path)) {
          made.put(path, step.kind == 1 || step.kind == 7);
          add(builder, step, path);
        }
      }
      return builder.commit();
    }
  }

  private static void add(Layers.Builder builder, Step step, String path) {
    Instant time = Instant.ofEpochSecond(step.time);
    byte[] content = (path + step.mode).getBytes(UTF_8);
    switch (step.kind) {
      case 0 -> builder.whiteout(path);
      case 1, 7 -> {
        builder.add(Entry.directory(path, step.mode, time).withOwner(step.owner, 0));
        if (step.kind == 7) {
          builder.opaque(path);
        }
      }
      case 2 -> {
        long group = step.name.hashCode() | 1L;
        Entry file = Entry.file(path, 0644, 3, TestImages.TIME).withLinkGroup(group);
        builder.add(
            file,
            new ByteArrayInputStream(step.name.repeat(3).substring(0, 3).getBytes(UTF_8), 0, 3));
      }
      case 3 -> builder.add(node(path, Entry.Type.SYMLINK, 0777, time, "../" + step.parent, 0));
      case 4 ->
          builder.add(node(path, Entry.Type.CHAR_DEVICE, step.mode, time, "", 1 + step.owner));
      case 5 -> builder.add(node(path, Entry.Type.FIFO, step.mode, time, "", 0));
      default ->
          builder.add(
              Entry.file(path, step.mode, content.length, time).withOwner(step.owner, step.owner),
              new ByteArrayInputStream(content));
    }
  }

  private static Entry node(
      String path, Entry.Type type, int mode, Instant time, String target, int minor) {
    return new Entry(
        path, type, mode, 0, 0, 0, time, target, minor == 0 ? 0 : 5, minor, 0, Map.of());
  }

  private static void assertSame(FileTree actual, FileTree expected) throws IOException {
    List<Entry> ours = LayersTest.everything(actual, "");
    assertThat(ours)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("linkGroup")
        .containsExactlyElementsOf(LayersTest.everything(expected, ""));
    for (Entry each : ours) {
      if (each.isFile()) {
        assertThat(actual.digest(each)).isEqualTo(expected.digest(each));
        try (var in = actual.open(each)) {
          assertThat(io.drydock.oci.Digest.of(in)).isEqualTo(actual.digest(each));
        }
      }
    }
  }

  private static void run(String... command) throws IOException {
    assertThat(new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue())
        .isZero();
  }

  private static void assumeRoot() {
    assumeTrue("root".equals(System.getProperty("user.name")), "devices and mounts need root");
  }
}
