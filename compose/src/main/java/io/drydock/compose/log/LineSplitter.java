package io.drydock.compose.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;

/**
 * Makes lines of one stream's bytes. The engine writes the time before each piece that it got: a
 * line, or a part of one that is longer than 16 KiB.
 */
final class LineSplitter {
  /** What is longer comes as several lines, so that memory has a bound. */
  private static final int LONGEST = 1 << 20;

  /** {@code 2026-11-21T17:10:36.}. */
  private static final int SECONDS = 20;

  private static final int LONGEST_TIME = 36;
  private static final byte[] NOTHING = {};

  private final LogSource source;
  private final boolean error;
  private final Queue<LogLine> lines;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private String time = "";
  private boolean begun;
  private boolean ending;

  /** The beginning of a line of which not even the time has come whole. */
  private byte[] held = NOTHING;

  LineSplitter(LogSource source, boolean error, Queue<LogLine> lines) {
    this.source = source;
    this.error = error;
    this.lines = lines;
  }

  /**
   * Takes bytes.
   *
   * @param atPiece whether the first of them begin a piece
   */
  void take(byte[] given, boolean atPiece) {
    byte[] bytes = given;
    if (held.length > 0) {
      bytes = Arrays.copyOf(held, held.length + given.length);
      System.arraycopy(given, 0, bytes, held.length, given.length);
      held = NOTHING;
    }
    int at = atPiece && begun ? timeEnd(bytes, 0) : 0;
    while (at < bytes.length) {
      if (!begun) {
        if (!ending && isPartOfTime(bytes, at)) {
          held = Arrays.copyOfRange(bytes, at, bytes.length);
          return;
        }
        int end = timeEnd(bytes, at);
        time = new String(bytes, at, Math.max(0, end - at - 1), StandardCharsets.US_ASCII);
        begun = true;
        at = end;
      }
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      pending.write(bytes, at, end - at);
      if (end < bytes.length || pending.size() >= LONGEST) {
        flush();
      }
      at = end + 1;
    }
  }

  /** What is left at the end is a line too. */
  void end() {
    ending = true;
    take(NOTHING, false);
    if (begun) {
      flush();
    }
  }

  private void flush() {
    byte[] content = pending.toByteArray();
    int length = content.length;
    if (length > 0 && content[length - 1] == '\r') {
      content = Arrays.copyOf(content, length - 1);
    }
    lines.add(new LogLine(source, error, time, content));
    pending.reset();
    begun = false;
  }

  private static boolean isPartOfTime(byte[] bytes, int start) {
    for (int at = start; at < bytes.length; at++) {
      if (bytes[at] == ' ' || bytes[at] == '\n') {
        return false;
      }
    }
    return bytes.length - start < LONGEST_TIME;
  }

  /** Where the text after a time and its space begins; the start itself when there is no time. */
  private static int timeEnd(byte[] bytes, int start) {
    if (bytes.length - start < SECONDS || bytes[start + 4] != '-' || bytes[start + 10] != 'T') {
      return start;
    }
    int limit = Math.min(bytes.length, start + LONGEST_TIME);
    for (int at = start + SECONDS - 1; at < limit; at++) {
      if (bytes[at] == ' ') {
        return at + 1;
      }
    }
    return start;
  }
}
