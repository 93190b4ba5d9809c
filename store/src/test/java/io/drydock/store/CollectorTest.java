package io.drydock.store;

import static io.drydock.store.TestImages.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collection removes what nothing needs and nothing else; usage and check tell what there is. */
class CollectorTest {
  @TempDir Path directory;
  private Store store;
  private Collector collector;

  @BeforeEach
  void open() {
    store = Store.open(directory.resolve("store"));
    collector = store.collector();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anImageStaysAsLongAsItHasAName() throws IOException {
    Descriptor image = TestImages.image(store, "one");
    store.images().tag(name("a"), image);
    assertThat(collector.sweep().blobs()).isEmpty();
    store.images().untag(name("a"));
    PruneReport report = collector.sweep();
    assertThat(report.blobs()).hasSize(3).contains(image.digest());
    assertThat(report.bytes()).isPositive();
    assertThat(Disk.list(store.root().resolve("layers"))).isEmpty();
    assertThat(Disk.list(store.root().resolve("blobs/sha256"))).isEmpty();
  }

  @Test
  void whatALeaseHoldsStays() {
    Descriptor image;
    try (Lease _ = store.lease();
        Store other = Store.open(store.root())) {
      image = TestImages.image(store, "one");
      other.collector().sweep();
      collector.sweep();
      assertThat(store.blobs().contains(image.digest())).isTrue();
      store.images().tag(name("a"), image);
    }
    collector.sweep();
    assertThat(store.images().load(image, TestImages.PLATFORM).manifest().layers()).hasSize(1);
  }

  @Test
  void whatALeaseOnlyReadStaysToo() {
    Descriptor image = TestImages.image(store, "one");
    store.images().tag(name("a"), image);
    try (Store reader = Store.open(store.root());
        Lease _ = reader.lease()) {
      reader.images().resolve("a");
      store.images().untag(name("a"));
      collector.sweep();
      reader.images().tag(name("b"), image);
    }
    collector.sweep();
    assertThat(collector.check(false)).isEmpty();
    assertThat(store.images().load(image, TestImages.PLATFORM)).isNotNull();
  }

  @Test
  void pruningTakesDanglingImagesOrAll() {
    Descriptor first = TestImages.image(store, "one");
    Descriptor second = TestImages.image(store, "two");
    store.images().tag(name("a"), first);
    store.images().tag(name("a"), second);
    assertThat(collector.prune(PruneOptions.DANGLING).images())
        .singleElement()
        .matches(each -> each.target().equals(first));
    var used = new PruneOptions(true, Optional.empty(), List.of(), Set.of(second.digest()));
    assertThat(collector.prune(used).images()).isEmpty();
    assertThat(collector.prune(PruneOptions.ALL).images()).hasSize(1);
    assertThat(store.images().list()).isEmpty();
  }

  @Test
  void pruningHeedsAge() {
    Layers.Id layer = TestImages.layer(store, Map.of("f", "x"));
    Instant middle = Instant.parse("2026-06-01T00:00:00Z");
    store.images().tag(name("old"), image(layer, middle.minusSeconds(1)));
    store.images().tag(name("new"), image(layer, middle));
    var options = new PruneOptions(true, Optional.of(middle), List.of(), Set.of());
    assertThat(collector.prune(options).images())
        .singleElement()
        .matches(each -> each.name().orElseThrow().familiar().equals("old:latest"));
  }

  @Test
  void labelFiltersReadAsDockers() {
    var labels = Map.of("stage", "test");
    assertThat(PruneOptions.LabelFilter.parse("stage", false).accepts(labels)).isTrue();
    assertThat(PruneOptions.LabelFilter.parse("stage=prod", false).accepts(labels)).isFalse();
    assertThat(PruneOptions.LabelFilter.parse("stage=prod", true).accepts(labels)).isTrue();
    assertThat(PruneOptions.LabelFilter.parse("owner", true).accepts(labels)).isTrue();
  }

  @Test
  void recordsKeepTheirLayers() throws IOException {
    Path upper = Files.createDirectory(store.scratch("u").resolve("u"));
    Files.writeString(upper.resolve("f"), "12345");
    Layers.Id layer = store.layers().adopt(new Layers.Id("run-1"), upper);
    store.records("build").put("key", new byte[] {1}, List.of(layer));
    Digest tar = store.layers().tar(layer).digest();
    collector.sweep();
    assertThat(store.layers().contains(layer)).isTrue();
    assertThat(store.layers().contains(Layers.Id.of(tar))).isTrue();
    assertThat(collector.usage().cache())
        .singleElement()
        .matches(each -> each.layer().equals(layer) && each.bytes() > 5);

    var recent = CachePruneOptions.of(true).unusedSince(Instant.now().minusSeconds(60));
    collector.pruneCache(recent);
    assertThat(store.records("build").get("key")).isPresent();
    collector.pruneCache(
        CachePruneOptions.of(true).limits(new CachePruneOptions.Limits(1 << 20, 0, 0)));
    assertThat(store.records("build").get("key")).isPresent();
    collector.pruneCache(CachePruneOptions.of(true));
    assertThat(store.records("build").get("key")).isEmpty();
    assertThat(store.layers().contains(layer)).isFalse();
    assertThat(store.layers().contains(Layers.Id.of(tar))).isFalse();
    assertThat(collector.check(false)).isEmpty();
  }

  @Test
  void usageCountsSharedLayersOnce() {
    Layers.Id base = TestImages.layer(store, Map.of("base", "x".repeat(5000)));
    Layers.Id top = TestImages.layer(store, Map.of("top", "y"));
    store.images().tag(name("a"), TestImages.image(store, List.of(base), TestImages.TIME));
    store.images().tag(name("b"), TestImages.image(store, List.of(base, top), TestImages.TIME));
    Usage usage = collector.usage();
    long baseSize = store.layers().tar(base).size();
    long topSize = store.layers().tar(top).size();
    assertThat(usage.layerBytes()).isEqualTo(baseSize + topSize);
    assertThat(usage.images())
        .extracting(Usage.ImageUsage::sharedBytes, Usage.ImageUsage::uniqueBytes)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(baseSize, 0L),
            org.assertj.core.groups.Tuple.tuple(baseSize, topSize));
    assertThat(usage.garbageBytes()).isZero();
  }

  @Test
  void theCheckFindsDamage() throws IOException {
    Descriptor image = TestImages.image(store, "one");
    store.images().tag(name("a"), image);
    assertThat(collector.check(false)).isEmpty();
    Images.Image loaded = store.images().load(image, TestImages.PLATFORM);
    Path layer = store.blobs().path(loaded.manifest().layers().getFirst().digest());
    byte[] content = Files.readAllBytes(layer);
    content[600] ^= 1;
    Files.write(layer, content);
    assertThat(collector.check(true)).isEmpty();
    assertThat(collector.check(false))
        .singleElement()
        .matches(each -> each.severity() == Fault.Severity.ERROR)
        .matches(each -> each.message().contains("another digest"));
    Files.write(layer, new byte[3]);
    assertThat(collector.check(true)).singleElement().matches(each -> each.message().contains("3"));
    Files.delete(layer);
    assertThat(collector.check(true))
        .anyMatch(each -> each.message().contains("is missing"))
        .anyMatch(each -> each.message().contains("neither a tree nor a tar"));
  }

  @Test
  void theCheckFindsATornIndex() throws IOException {
    Layers.Id layer = TestImages.layer(store, Map.of("f", "x"));
    Path index = store.root().resolve("layers").resolve(layer.value()).resolve("index");
    byte[] bytes = Files.readAllBytes(index);
    bytes[bytes.length - 1]++;
    Files.write(index, bytes);
    assertThat(collector.check(true))
        .singleElement()
        .matches(each -> each.message().contains("no whole index"));
  }

  @Test
  void whatDeadOwnersLeftIsFoundAndRemoved() throws IOException {
    Files.createFile(store.root().resolve("leases/1-dead-1"));
    Path temporary = Files.createDirectory(store.root().resolve("tmp/1-dead-1"));
    Files.writeString(temporary.resolve("blob-1"), "half");
    Path afterKilledSweep = Files.createDirectory(store.root().resolve("tmp/2-dead-1"));
    assertThat(collector.check(true))
        .isNotEmpty()
        .allMatch(each -> each.severity() == Fault.Severity.GARBAGE);
    collector.sweep();
    assertThat(temporary).doesNotExist();
    assertThat(afterKilledSweep).doesNotExist();
    assertThat(collector.check(true)).isEmpty();
  }

  private Descriptor image(Layers.Id layer, Instant created) {
    return TestImages.image(store, List.of(layer), created);
  }
}
