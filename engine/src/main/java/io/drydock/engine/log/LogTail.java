package io.drydock.engine.log;

import io.drydock.engine.log.LogFiles.LogFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the last lines of a log start, reading it from its end. A line's parts may have parts
 * of the other stream between them, so each stream has a start of its own.
 */
final class LogTail {
  /** How far back the beginning of a line is looked for whose end is wanted. */
  private static final int LOOK_BACK = 1 << 18;

  private final long lines;
  private final Map<LogStream, Place> starts = new EnumMap<>(LogStream.class);
  private final EnumSet<LogStream> begun = EnumSet.noneOf(LogStream.class);
  private long found;
  private long lookedBack;

  private LogTail(long lines) {
    this.lines = lines;
  }

  /**
   * A record's place in a log.
   *
   * @param file identity of the file
   */
  record Place(Object file, long offset) {}

  /**
   * Where to start to read.
   *
   * @param first where the first wanted record of either stream is
   * @param streams where each stream's first wanted record is
   */
  record Starts(Place first, Map<LogStream, Place> streams) {}

  /** The starts of that many last lines; null for a log without any file. */
  static @Nullable Starts find(List<LogFile> oldestFirst, long lines) throws IOException {
    var tail = new LogTail(lines);
    Place end = null;
    Place first = null;
    for (LogFile file : oldestFirst.reversed()) {
      try (var channel = FileChannel.open(file.path())) {
        var records = new BackwardRecords(channel);
        if (end == null) {
          end = new Place(file.identity(), records.end());
          first = end;
        }
        for (var each = records.previous(); each != null; each = records.previous()) {
          if (tail.isDone()) {
            break;
          }
          var place = new Place(file.identity(), each.offset());
          if (tail.take(each.record(), place)) {
            first = place;
          }
        }
      } catch (NoSuchFileException e) {
        break;
      }
      if (tail.isDone()) {
        break;
      }
    }
    if (end == null || first == null) {
      return null;
    }
    for (LogStream each : LogStream.values()) {
      tail.starts.putIfAbsent(each, end);
    }
    return new Starts(first, tail.starts);
  }

  /** Whether the record belongs to a wanted line. */
  private boolean take(LogRecord record, Place place) {
    LogStream stream = record.stream();
    boolean last = record.endsLine() || !starts.containsKey(stream);
    if (found == lines) {
      lookedBack += record.content().length;
      if (last || begun.contains(stream)) {
        begun.add(stream);
        return false;
      }
    } else if (last) {
      found++;
    }
    starts.put(stream, place);
    return true;
  }

  /** Whether all lines are found, and where they begin. */
  private boolean isDone() {
    return found == lines && (begun.containsAll(starts.keySet()) || lookedBack > LOOK_BACK);
  }
}
