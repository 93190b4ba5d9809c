package io.drydock.oci.layer;

import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.MemoryTree;
import io.drydock.oci.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random trees, and what a layer makes of one. */
final class TestTrees {
  private TestTrees() {}

  /** Up to twenty entries of all types under names that collide often. */
  static Arbitrary<MemoryTree> trees() {
    return nodes().list().ofMaxSize(20).map(TestTrees::plant);
  }

  private static MemoryTree plant(List<Consumer<MemoryTree>> nodes) {
    var tree = new MemoryTree();
    nodes.forEach(each -> each.accept(tree));
    return tree;
  }

  private static Arbitrary<Consumer<MemoryTree>> nodes() {
    Arbitrary<Entry.Type> types = Arbitraries.of(Entry.Type.class);
    Arbitrary<Integer> modes = Arbitraries.integers().between(0, 07777);
    Arbitrary<Integer> ids = Arbitraries.of(0, 1, 1000, 2097151, 2097152, -2);
    Arbitrary<Long> times = Arbitraries.of(0L, 1L, 1_700_000_000L, 8589934591L, 8589934592L, -1L);
    Arbitrary<byte[]> contents = Arbitraries.bytes().array(byte[].class).ofMaxSize(1100);
    return Combinators.combine(paths(), types, modes, ids, times, contents, attributes())
        .as(TestTrees::node);
  }

  private static Consumer<MemoryTree> node(
      String path,
      Entry.Type type,
      int mode,
      int id,
      long time,
      byte[] content,
      Map<String, byte[]> xattrs) {
    byte[] bytes = type == Entry.Type.FILE ? content : new byte[0];
    boolean device = type == Entry.Type.CHAR_DEVICE || type == Entry.Type.BLOCK_DEVICE;
    var entry =
        new Entry(
            path,
            type,
            mode,
            id,
            id,
            bytes.length,
            Instant.ofEpochSecond(time),
            type == Entry.Type.SYMLINK ? "../" + path : "",
            device ? 8 : 0,
            device ? mode : 0,
            0,
            xattrs);
    return tree -> tree.add(entry, bytes);
  }

  private static Arbitrary<String> paths() {
    Arbitrary<String> names =
        Arbitraries.of(
            "a", "b", "c d", "ä", "日本語", "new\nline", "😀", "x".repeat(99), "y".repeat(155));
    return names.list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("/", list));
  }

  private static Arbitrary<Map<String, byte[]>> attributes() {
    Arbitrary<String> names = Arbitraries.of("user.a", "security.capability", "user.ä");
    return Arbitraries.maps(names, Arbitraries.bytes().array(byte[].class).ofMaxSize(120))
        .ofMaxSize(2)
        .injectDuplicates(0.5);
  }

  /** The tree as a layer, root and all. */
  static byte[] write(FileTree tree) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var writer = new LayerWriter(out)) {
      writeAll(tree, tree.find("").orElseThrow(), writer);
      writer.finish();
    }
    return out.toByteArray();
  }

  private static void writeAll(FileTree tree, Entry entry, LayerWriter writer) throws IOException {
    if (entry.isFile()) {
      writer.add(entry, tree.open(entry));
    } else {
      writer.add(entry);
    }
    if (entry.isDirectory()) {
      for (Entry each : tree.children(entry.path())) {
        writeAll(tree, each, writer);
      }
    }
  }

  /** Applies the layer to the tree and returns the tree. */
  static MemoryTree apply(byte[] layer, MemoryTree tree) throws IOException {
    try (var reader = new LayerReader(new ByteArrayInputStream(layer), "layer")) {
      for (var item = reader.next(); item.isPresent(); item = reader.next()) {
        switch (item.get()) {
          case LayerItem.Present present ->
              tree.add(present.entry(), reader.content().readAllBytes());
          case LayerItem.HardLink link -> link(tree, link);
          case LayerItem.Whiteout whiteout -> tree.remove(whiteout.path());
          case LayerItem.Opaque opaque ->
              tree.children(opaque.directory()).forEach(each -> tree.remove(each.path()));
        }
      }
    }
    return tree;
  }

  private static void link(MemoryTree tree, LayerItem.HardLink link) throws IOException {
    Entry target = tree.find(link.target()).orElseThrow();
    tree.add(target.withPath(link.entry().path()), tree.open(target).readAllBytes());
  }

  /** Every entry in a line with its content's digest, for comparing. */
  static List<String> describe(FileTree tree) throws IOException {
    var lines = new ArrayList<String>();
    describe(tree, "", lines);
    return lines;
  }

  private static void describe(FileTree tree, String path, List<String> lines) throws IOException {
    Entry entry = tree.find(path).orElseThrow();
    var line = new StringBuilder(entry.withPath("").toString().replaceAll("xattrs=.*", ""));
    entry.xattrs().forEach((key, value) -> line.append(key).append(List.of(boxed(value))));
    lines.add(path + " " + line + (entry.isFile() ? tree.digest(entry) : ""));
    if (entry.isDirectory()) {
      for (Entry each : tree.children(path)) {
        lines.add(TreePath.name(each.path()));
        describe(tree, each.path(), lines);
      }
    }
  }

  private static Byte[] boxed(byte[] bytes) {
    var boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return boxed;
  }

  /**
   * Makes every block's checksum right, as far as the block can be a header, so that what is made
   * up gets past that check.
   */
  static void sealAll(byte[] archive) {
    for (int start = 0; start + TarFormat.BLOCK <= archive.length; start += TarFormat.BLOCK) {
      int at = start + TarFormat.CHECKSUM;
      int sum = TarFormat.CHECKSUM_LENGTH * ' ';
      for (int i = start; i < start + TarFormat.BLOCK; i++) {
        sum += i >= at && i < at + TarFormat.CHECKSUM_LENGTH ? 0 : archive[i] & 0xff;
      }
      if (sum > TarFormat.CHECKSUM_LENGTH * ' ') {
        byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, archive, at, digits.length);
      }
    }
  }

  /** Reads all items; of a file no more than the first MiB, since holes cost nothing to claim. */
  static void readAll(byte[] archive) throws IOException {
    try (var reader = new LayerReader(new ByteArrayInputStream(archive), "layer")) {
      for (var item = reader.next(); item.isPresent(); item = reader.next()) {
        reader.content().readNBytes(1 << 20);
      }
    }
  }
}
