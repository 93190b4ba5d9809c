package io.drydock.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records come back as they were put, or not at all. */
class RecordsTest {
  @TempDir Path directory;

  @Test
  void aRecordComesBack() {
    try (Store store = Store.open(directory)) {
      Records records = store.records("build");
      assertThat(records.get("key")).isEmpty();
      records.put("key", "one".getBytes(UTF_8), List.of(new Layers.Id("run-1")));
      records.put("key", "two".getBytes(UTF_8), List.of(new Layers.Id("run-2")));
      records.put("other", new byte[0]);
      assertThat(records.get("key")).hasValue("two".getBytes(UTF_8));
      assertThat(store.records("else").get("key")).isEmpty();
      assertThat(records.list())
          .extracting(Records.Entry::key)
          .containsExactlyInAnyOrder("key", "other");
      assertThat(records.delete("key")).isTrue();
      assertThat(records.delete("key")).isFalse();
      assertThat(records.get("key")).isEmpty();
    }
  }

  @Test
  void aTornRecordIsNone() throws IOException {
    try (Store store = Store.open(directory)) {
      Records records = store.records("build");
      records.put("key", "value".getBytes(UTF_8));
      Path file = new RecordFiles(directory.toRealPath().resolve("records/build")).file("key");
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, java.util.Arrays.copyOf(whole, length));
        assertThat(records.get("key")).isEmpty();
      }
      Files.write(file, new byte[whole.length]);
      assertThat(records.get("key")).isEmpty();
      assertThat(records.list()).isEmpty();
    }
  }

  @Test
  void readingIsAUse() throws IOException {
    try (Store store = Store.open(directory)) {
      Records records = store.records("build");
      records.put("key", new byte[1]);
      Path file = new RecordFiles(directory.toRealPath().resolve("records/build")).file("key");
      Instant longAgo = Instant.now().minus(Duration.ofDays(3));
      Files.setLastModifiedTime(file, FileTime.from(longAgo));
      assertThat(records.list().getFirst().lastUsed()).isBefore(longAgo.plusSeconds(1));
      records.get("key");
      assertThat(records.list().getFirst().lastUsed()).isAfter(longAgo.plusSeconds(60));
    }
  }

  @Test
  void purposesAreNoPaths() {
    try (Store store = Store.open(directory)) {
      assertThatThrownBy(() -> store.records("../x")).isInstanceOf(DrydockException.class);
    }
  }
}
