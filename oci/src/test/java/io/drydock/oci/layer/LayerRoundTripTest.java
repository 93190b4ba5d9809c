package io.drydock.oci.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.MemoryTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What goes into a layer comes out of it, and the same tree is always the same bytes. */
class LayerRoundTripTest {
  @Provide
  Arbitrary<MemoryTree> trees() {
    return TestTrees.trees();
  }

  @Property(tries = 150)
  void everyTreeComesOutAsItWentIn(@ForAll("trees") MemoryTree tree) throws IOException {
    byte[] layer = TestTrees.write(tree);
    assertThat(TestTrees.describe(TestTrees.apply(layer, new MemoryTree())))
        .isEqualTo(TestTrees.describe(tree));
    assertThat(TestTrees.write(tree)).isEqualTo(layer);
    assertThat(layer.length % TarFormat.BLOCK).isZero();
  }

  @Property(tries = 150)
  void aDifferenceAppliedToTheOneTreeGivesTheOther(
      @ForAll("trees") MemoryTree before, @ForAll("trees") MemoryTree after) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var writer = new LayerWriter(out)) {
      LayerDiff.write(before, after, writer);
      writer.finish();
    }
    MemoryTree patched = TestTrees.apply(out.toByteArray(), before);
    assertThat(TestTrees.describe(patched)).isEqualTo(TestTrees.describe(after));
  }

  @Property(tries = 40)
  void aCutOffArchiveIsNeverTakenForWhole(@ForAll("trees") MemoryTree tree) throws IOException {
    byte[] layer = TestTrees.write(tree);
    for (int cut = 1; cut < layer.length - 2 * TarFormat.BLOCK; cut += 511) {
      byte[] head = Arrays.copyOf(layer, cut);
      if (cut % TarFormat.BLOCK != 0) {
        assertThatThrownBy(() -> TestTrees.apply(head, new MemoryTree()))
            .isInstanceOfSatisfying(
                DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT));
      }
    }
  }

  @Property(tries = 300)
  void damageIsReportedOrHarmless(
      @ForAll("trees") MemoryTree tree,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 1 << 16) Integer> places,
      @ForAll byte value)
      throws IOException {
    byte[] layer = TestTrees.write(tree);
    places.forEach(each -> layer[each % layer.length] = value);
    TestTrees.sealAll(layer);
    try {
      TestTrees.readAll(layer);
    } catch (DrydockException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
    }
  }

  @Test
  void namesOfOneFileBecomeHardLinks() throws IOException {
    Entry first = Entry.file("dir/a", 0600, 3, Instant.EPOCH).withLinkGroup(7);
    var out = new ByteArrayOutputStream();
    try (var writer = new LayerWriter(out)) {
      writer.add(first, new ByteArrayInputStream(new byte[] {1, 2, 3}));
      writer.add(first.withPath("b"), InputStream.nullInputStream());
      writer.add(first.withPath("c"));
      writer.finish();
    }
    assertThat(items(out.toByteArray()))
        .map(LayerRoundTripTest::summary)
        .containsExactly("dir/a 3", "b -> dir/a", "c -> dir/a");
  }

  @Test
  void whiteoutsHidePathsAndDirectories() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var writer = new LayerWriter(out)) {
      writer.whiteout("top");
      writer.whiteout("usr/lib/" + "l".repeat(200));
      writer.opaque("");
      writer.opaque("etc/conf");
      writer.finish();
    }
    assertThat(items(out.toByteArray()))
        .containsExactly(
            new LayerItem.Whiteout("top"),
            new LayerItem.Whiteout("usr/lib/" + "l".repeat(200)),
            new LayerItem.Opaque(""),
            new LayerItem.Opaque("etc/conf"));
  }

  @Test
  void refusesFilesThatWouldBeTakenForWhiteouts() {
    var writer = new LayerWriter(new ByteArrayOutputStream());
    assertThatThrownBy(() -> writer.add(Entry.directory("a/.wh.b", 0755, Instant.EPOCH)))
        .hasMessageContaining("/a/.wh.b cannot be in a layer");
  }

  @Test
  void refusesContentOfAnotherLength() {
    var writer = new LayerWriter(new ByteArrayOutputStream());
    Entry file = Entry.file("f", 0644, 3, Instant.EPOCH);
    assertThatThrownBy(() -> writer.add(file, new ByteArrayInputStream(new byte[2])))
        .hasMessage("/f changed while it was being read");
    assertThatThrownBy(() -> writer.add(file, new ByteArrayInputStream(new byte[4])))
        .hasMessage("/f changed while it was being read");
  }

  @Test
  void keepsTimesInWholeSeconds() throws IOException {
    var tree = new MemoryTree().add(Entry.directory("d", 0755, Instant.ofEpochSecond(5, 999)));
    FileTree read = TestTrees.apply(TestTrees.write(tree), new MemoryTree());
    assertThat(read.find("d").orElseThrow().modified()).isEqualTo(Instant.ofEpochSecond(5));
  }

  private static String summary(LayerItem item) {
    return switch (item) {
      case LayerItem.Present present -> present.entry().path() + " " + present.entry().size();
      case LayerItem.HardLink link -> link.entry().path() + " -> " + link.target();
      case LayerItem.Whiteout whiteout -> "- " + whiteout.path();
      case LayerItem.Opaque opaque -> "- " + opaque.directory() + "/*";
    };
  }

  private static List<LayerItem> items(byte[] layer) throws IOException {
    var items = new ArrayList<LayerItem>();
    try (var reader = new LayerReader(new ByteArrayInputStream(layer), "layer")) {
      for (var item = reader.next(); item.isPresent(); item = reader.next()) {
        items.add(item.get());
      }
    }
    return items;
  }
}
