package io.drydock.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.000000000Z");

  @TempDir Path folder;
  private Path log;
  private ContainerLogs logs;
  private int count;

  @BeforeEach
  void open() {
    log = folder.resolve("ctr.log");
    logs = new ContainerLogs();
  }

  @AfterEach
  void close() {
    logs.close();
  }

  /** Adds a record as conmon does, a second after the one before. */
  private void write(String stream, String tag, String text) throws IOException {
    write(log, stream, tag, text);
  }

  private void write(Path file, String stream, String tag, String text) throws IOException {
    String time = START.plusSeconds(count++).toString().replace("Z", ".000000007+00:00");
    Files.writeString(
        file,
        time + " " + stream + " " + tag + " " + text + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void lines(Path file, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      write(file, "stdout", "F", "line " + i);
    }
  }

  private List<String> read(LogRequest request) throws InterruptedException {
    var texts = new ArrayList<String>();
    try (var reader = logs.read("c", log, request)) {
      for (var each = reader.next(); each.isPresent(); each = reader.next()) {
        texts.add(text(each.get()));
      }
    }
    return texts;
  }

  private static String text(LogEntry entry) {
    String text = new String(entry.bytes(), StandardCharsets.UTF_8);
    return (entry.stream() == LogStream.STDERR ? "!" : "") + (entry.continued() ? "+" : "") + text;
  }

  private static LogRequest between(int since, int until) {
    return new LogRequest(
        true,
        true,
        Optional.of(START.plusSeconds(since)),
        Optional.of(START.plusSeconds(until)),
        OptionalLong.empty(),
        false);
  }

  /** Lines in parts are told as parts, with the line's end only where the container wrote one. */
  @Test
  void partsOfLines() throws Exception {
    write("stdout", "P", "ab");
    write("stderr", "F", "oh");
    write("stdout", "F", "cd");
    write("stdout", "F", "");
    write("stdout", "P", "end");
    assertThat(read(LogRequest.ALL)).containsExactly("ab", "!oh\n", "+cd\n", "\n", "end");
  }

  @Test
  void timesAreExactInAnyZone() throws Exception {
    Files.writeString(log, "2026-03-01T01:30:00.123456789+05:30 stdout F x\n");
    try (var reader = logs.read("c", log, LogRequest.ALL)) {
      assertThat(reader.next().orElseThrow().time())
          .isEqualTo(Instant.parse("2026-02-28T20:00:00.123456789Z"));
    }
  }

  /** Bounds are inclusive to the nanosecond; each record is 7 ns later than its second. */
  @Test
  void sinceAndUntil() throws Exception {
    lines(log, 0, 10);
    assertThat(read(between(3, 6))).containsExactly("line 3\n", "line 4\n", "line 5\n");
  }

  @Test
  void oneStreamOnly() throws Exception {
    write("stdout", "F", "a");
    write("stderr", "F", "b");
    var request =
        new LogRequest(
            false, true, Optional.empty(), Optional.empty(), OptionalLong.empty(), false);
    assertThat(read(request)).containsExactly("!b\n");
  }

  /** What a power failure left is passed over, as is a record that is not whole yet. */
  @Test
  void damagedRecords() throws Exception {
    lines(log, 0, 1);
    Files.writeString(log, "2026-01-\0\0\0\0\0\n2026-01-02T\n\n", StandardOpenOption.APPEND);
    lines(log, 1, 2);
    Files.writeString(log, "2026-01-02T03:04:05", StandardOpenOption.APPEND);
    assertThat(read(LogRequest.ALL)).containsExactly("line 0\n", "line 1\n");
    assertThat(read(LogRequest.ALL.last(1))).containsExactly("line 1\n");
  }

  /** The last lines, however many files they lie in and however long the log is. */
  @Test
  void tailOverFiles() throws Exception {
    lines(folder.resolve("ctr.log.2"), 0, 5);
    lines(folder.resolve("ctr.log.1"), 5, 10);
    lines(log, 10, 12);
    assertThat(read(LogRequest.ALL)).hasSize(12);
    assertThat(read(LogRequest.ALL.last(0))).isEmpty();
    assertThat(read(LogRequest.ALL.last(1))).containsExactly("line 11\n");
    assertThat(read(LogRequest.ALL.last(8))).hasSize(8).startsWith("line 4\n");
    assertThat(read(LogRequest.ALL.last(100))).hasSize(12);
  }

  /** A line in parts is one line; its beginning is found behind lines of the other stream. */
  @Test
  void tailCountsLinesNotParts() throws Exception {
    write("stdout", "F", "old");
    write("stdout", "P", "a");
    write("stderr", "F", "old too");
    write("stdout", "P", "b");
    write("stdout", "F", "c");
    write("stderr", "P", "open");
    assertThat(read(LogRequest.ALL.last(2))).containsExactly("a", "+b", "+c\n", "!open");
    assertThat(read(LogRequest.ALL.last(1))).containsExactly("!open");
    assertThat(read(LogRequest.ALL.last(3)))
        .containsExactly("a", "!old too\n", "+b", "+c\n", "!open");
  }

  /** The tail of a log of 60 MB is there in a moment. */
  @Test
  void tailReadsFromTheEnd() throws Exception {
    String line = START.toString().replace("Z", ".0+00:00") + " stdout F " + "x".repeat(100) + "\n";
    byte[] block = line.repeat(1000).getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(log)) {
      for (int i = 0; i < 430; i++) {
        out.write(block);
      }
    }
    long start = System.nanoTime();
    assertThat(read(LogRequest.ALL.last(10))).hasSize(10);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
  }

  /** Who follows gets each line soon after it was written, and the end when the container ends. */
  @Test
  void following() throws Exception {
    lines(log, 0, 3);
    logs.started("c", log, folder.resolve("ctl"), LogOptions.DEFAULT);
    try (var reader = logs.read("c", log, LogRequest.ALL.last(1).following(true))) {
      assertThat(text(reader.next().orElseThrow())).isEqualTo("line 2\n");
      var next = CompletableFuture.supplyAsync(() -> nextOf(reader));
      Thread.sleep(50);
      long start = System.nanoTime();
      lines(log, 3, 4);
      assertThat(next.get(5, TimeUnit.SECONDS)).contains("line 3\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
      var end = CompletableFuture.supplyAsync(() -> nextOf(reader));
      Thread.sleep(20);
      logs.ended("c");
      assertThat(end.get(5, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  void followingEndsWhenItIsClosed() throws Exception {
    lines(log, 0, 1);
    logs.started("c", log, folder.resolve("ctl"), LogOptions.DEFAULT);
    var reader = logs.read("c", log, LogRequest.ALL.last(0).following(true));
    var next = CompletableFuture.supplyAsync(() -> nextOf(reader));
    Thread.sleep(20);
    reader.close();
    assertThat(next.get(5, TimeUnit.SECONDS)).isEmpty();
  }

  private static Optional<String> nextOf(LogReader reader) {
    try {
      return reader.next().map(LogReaderTest::text);
    } catch (InterruptedException e) {
      return Optional.of("interrupted");
    }
  }

  /** A log that was never written, and one that is removed with its rotated files. */
  @Test
  void absentLogs() throws Exception {
    assertThat(read(LogRequest.ALL)).isEmpty();
    assertThat(read(LogRequest.ALL.last(3))).isEmpty();
    lines(folder.resolve("ctr.log.1"), 0, 1);
    lines(log, 1, 2);
    logs.delete(log);
    assertThat(folder).isEmptyDirectory();
  }
}
