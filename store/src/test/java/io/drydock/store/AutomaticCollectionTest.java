package io.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.store.AutomaticCollection.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes by itself: what nobody used for long, and not more often than once an hour. */
class AutomaticCollectionTest {
  private static final Policy BY_AGE = new Policy(Duration.ofDays(60), 100, 100, 0);

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatWasNotUsedForLongGoesAndTheRestStays() throws IOException {
    put("old");
    age("old");
    put("new");
    new AutomaticCollection(store, BY_AGE).runIfDue();
    assertThat(store.records("build").get("old")).isEmpty();
    assertThat(store.records("build").get("new")).isPresent();
  }

  @Test
  void withinTheHourNobodyLooksAgain() throws IOException {
    new AutomaticCollection(store, BY_AGE).runIfDue();
    put("old");
    age("old");
    new AutomaticCollection(store, BY_AGE).runIfDue();
    assertThat(store.records("build").peek("old")).isPresent();
  }

  @Test
  void limitsSayHowMuchMayStay() {
    var limits = new CachePruneOptions.Limits(10, 60, 20);
    assertThat(limits.keep(50, 100)).isEqualTo(50);
    assertThat(limits.keep(80, 100)).isEqualTo(60);
    assertThat(limits.keep(50, 5)).isEqualTo(35);
    assertThat(limits.keep(20, 0)).isEqualTo(10);
    assertThat(new CachePruneOptions.Limits(10, 0, 0).keep(50, 100)).isEqualTo(10);
    assertThat(CachePruneOptions.Limits.NONE.keep(50, 100)).isZero();
  }

  private void put(String key) {
    store.records("build").put(key, new byte[] {1});
  }

  private void age(String key) throws IOException {
    try (Stream<Path> files = Files.walk(store.root().resolve("records/build"))) {
      for (Path each : files.filter(file -> file.endsWith(key)).toList()) {
        Files.setLastModifiedTime(each, FileTime.from(Instant.now().minus(Duration.ofDays(70))));
      }
    }
  }
}
