package io.drydock.engine.log;

import io.drydock.engine.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The log of a running container, and its rotation: a step at a time, each of which can be the last
 * that a killed engine does.
 */
final class RunningLog {
  private static final Journal JOURNAL = Journal.of("log");

  /** What conmon's fifo takes to open its log anew; a resize of a terminal has the same form. */
  private static final byte[] REOPEN = "2 0 0\n".getBytes(StandardCharsets.US_ASCII);

  /** How long conmon has to open its log; it takes milliseconds unless the machine is busy. */
  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

  private final LogFiles files;
  private final Path control;
  private final LogOptions options;
  private final LogSignal signal = new LogSignal(true);

  /** Whether a rotation may be under way; at first it is not known what an engine before began. */
  private boolean rotating = true;

  private long lastSize;
  private long asked = System.nanoTime();

  RunningLog(Path log, Path control, LogOptions options) {
    files = new LogFiles(log);
    this.control = control;
    this.options = options;
  }

  LogFiles files() {
    return files;
  }

  LogSignal signal() {
    return signal;
  }

  /** Looks whether there is anything to do, and does the next step; whether it is in a hurry. */
  boolean step() {
    if (!options.isKept() || options.maxSize() == 0) {
      return false;
    }
    try {
      return rotating ? complete() : begin();
    } catch (IOException e) {
      JOURNAL.warn("a log cannot be rotated", "control", control, "error", e);
      return false;
    }
  }

  private boolean begin() throws IOException {
    long size = files.size();
    long grown = size - lastSize;
    lastSize = size;
    if (size < options.maxSize()) {
      return grown > options.maxSize() / 4;
    }
    files.shift(options.maxFiles());
    rotating = true;
    reopen();
    return true;
  }

  /**
   * Waits for conmon without blocking. It is asked again only after a while: to ask twice while it
   * has not heard the first time would cost what it writes in between.
   */
  private boolean complete() throws IOException {
    if (!files.isRotating()) {
      files.trim(options.maxFiles());
      rotating = false;
      signal.change();
      return true;
    }
    if (System.nanoTime() - asked < PATIENCE) {
      return true;
    }
    reopen();
    return false;
  }

  private void reopen() throws IOException {
    asked = System.nanoTime();
    // Opened for both, a fifo without a reader does not block.
    try (var fifo = FileChannel.open(control, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      fifo.write(ByteBuffer.wrap(REOPEN));
    }
  }
}
