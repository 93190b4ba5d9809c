package io.drydock.engine.log;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.log.LogFiles.LogFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A pass over a container's log, rotated files included. For one thread at a time. */
public final class LogReader implements AutoCloseable {
  /** Longest wait between two looks, though nothing said that the log has grown. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final LogFiles files;
  private final LogRequest request;
  private final LogSignal signal;
  private final Runnable onClose;
  private final Instant until;

  /** Streams of which the first wanted record is still to come, and its place. */
  private final Map<LogStream, LogTail.Place> skipped = new EnumMap<>(LogStream.class);

  /** Held while the pass goes on, so that nobody closes a file that is read. */
  private final ReentrantLock passing = new ReentrantLock();

  private final EnumSet<LogStream> inLine = EnumSet.noneOf(LogStream.class);
  private @Nullable RecordReader current;
  private @Nullable Object identity;
  private boolean started;
  private volatile boolean open = true;
  private volatile boolean finishing;

  LogReader(LogFiles files, LogRequest request, LogSignal signal, Runnable onClose) {
    this.files = files;
    this.request = request;
    this.signal = signal;
    this.onClose = onClose;
    // Who does not follow gets what there is now, however fast more is written.
    until = request.until().orElse(request.follow() ? Instant.MAX : Instant.now());
  }

  /** The next entry; waits for it when the log is followed. Empty at the end. */
  public Optional<LogEntry> next() throws InterruptedException {
    passing.lockInterruptibly();
    try {
      while (open) {
        long seen = signal.changes();
        boolean live = request.follow() && signal.isLive() && !finishing;
        LogRecord record = nextRecord();
        if (record == null) {
          long left = untilEnd();
          if (!live || left <= 0) {
            return Optional.empty();
          }
          signal.await(seen, left);
        } else if (record.time().isAfter(until)) {
          return Optional.empty();
        } else if (isWanted(record)) {
          return Optional.of(entry(record));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw failure(e);
    } finally {
      passing.unlock();
    }
  }

  /** Nanoseconds to wait at most. */
  private long untilEnd() {
    Instant now = Instant.now();
    return until.isAfter(now.plus(LONGEST_WAIT))
        ? LONGEST_WAIT.toNanos()
        : Duration.between(now, until).toNanos();
  }

  private boolean isWanted(LogRecord record) {
    LogTail.Place start = skipped.get(record.stream());
    if (start != null) {
      boolean before =
          !start.file().equals(identity)
              || (current != null && current.recordOffset() < start.offset());
      if (before) {
        return false;
      }
      skipped.remove(record.stream());
    }
    boolean stream = record.stream() == LogStream.STDOUT ? request.stdout() : request.stderr();
    return stream && request.since().map(since -> !record.time().isBefore(since)).orElse(true);
  }

  private LogEntry entry(LogRecord record) {
    boolean continued =
        record.endsLine() ? inLine.remove(record.stream()) : !inLine.add(record.stream());
    return new LogEntry(record.stream(), record.time(), record.content(), continued);
  }

  private @Nullable LogRecord nextRecord() throws IOException {
    if (current == null && !openFirst()) {
      return null;
    }
    while (current != null) {
      LogRecord record = current.next();
      if (record != null) {
        return record;
      }
      LogFile successor = successor();
      if (successor == null) {
        return null;
      }
      // What came between the look at the file and the look at its successor.
      record = current.next();
      if (record != null) {
        return record;
      }
      if (open(successor, 0)) {
        dropSkippedOf(files.list());
      }
    }
    return null;
  }

  private boolean openFirst() throws IOException {
    List<LogFile> all = files.list();
    if (!started && request.tail().isPresent()) {
      started = true;
      LogTail.Starts starts = LogTail.find(all, request.tail().getAsLong());
      if (starts != null) {
        skipped.putAll(starts.streams());
        for (LogFile each : all) {
          if (each.identity().equals(starts.first().file())) {
            return open(each, starts.first().offset());
          }
        }
      }
    }
    started = true;
    for (LogFile each : all) {
      boolean newest = each.equals(all.getLast());
      if ((newest || !isBefore(each)) && open(each, 0)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all of the file was written before the first time of interest. */
  private boolean isBefore(LogFile file) {
    Instant written = file.attributes().lastModifiedTime().toInstant();
    return request.since().map(written::isBefore).orElse(false);
  }

  /** Whether the file could be opened; otherwise it has another name by now, or is gone. */
  private boolean open(LogFile file, long offset) throws IOException {
    Optional<RecordReader> reader = files.open(file, offset);
    if (reader.isPresent()) {
      closeCurrent();
      current = reader.get();
      identity = file.identity();
    }
    return reader.isPresent();
  }

  /** Who reads so slowly that a file is deleted before it was reached goes on after it. */
  private void dropSkippedOf(List<LogFile> present) {
    skipped
        .values()
        .removeIf(
            place -> present.stream().noneMatch(each -> each.identity().equals(place.file())));
  }

  /** The file that was begun after the present one, or the oldest when the present one is gone. */
  private @Nullable LogFile successor() throws IOException {
    List<LogFile> all = files.list();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).identity().equals(identity)) {
        return i + 1 < all.size() ? all.get(i + 1) : null;
      }
    }
    return all.isEmpty() ? null : all.getFirst();
  }

  private void closeCurrent() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  private static DrydockException failure(IOException e) {
    return new DrydockException(
        ErrorKind.INTERNAL, "cannot read the container's log: " + e.getMessage(), e);
  }

  /** Waits for no more: the pass ends after what there is by now. */
  public void finish() {
    finishing = true;
    signal.change();
  }

  /** Ends the pass, also for a thread that waits in {@link #next}. */
  @Override
  public void close() {
    if (open) {
      open = false;
      signal.change();
      onClose.run();
    }
    passing.lock();
    try {
      closeCurrent();
    } catch (IOException e) {
      throw failure(e);
    } finally {
      passing.unlock();
    }
  }
}
