package io.drydock.engine.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record of conmon's log as Kubernetes defines it: {@code TIME STREAM TAG CONTENT}, where the tag
 * {@code F} ends a line and {@code P} does not.
 *
 * @param content with the line's end when it has one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogRecord(Instant time, LogStream stream, boolean endsLine, byte[] content) {
  private static final byte[] STDOUT = "stdout".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STDERR = "stderr".getBytes(StandardCharsets.US_ASCII);

  /** {@code 2026-01-02T03:04:05}, to which a fraction and a zone follow. */
  private static final int SECONDS_LENGTH = 19;

  private static final int SHORTEST_TIME = SECONDS_LENGTH + 1;

  /** The record in those bytes, which have no line feed at their end; null when there is none. */
  static @Nullable LogRecord parse(byte[] bytes, int from, int to) {
    int stream = indexOf(bytes, from, to) + 1;
    int tag = stream + STDOUT.length + 1;
    int content = tag + 2;
    if (stream < from + SHORTEST_TIME || content > to || bytes[tag + 1] != ' ') {
      return null;
    }
    boolean stdout = Arrays.equals(bytes, stream, tag - 1, STDOUT, 0, STDOUT.length);
    if (!stdout && !Arrays.equals(bytes, stream, tag - 1, STDERR, 0, STDERR.length)) {
      return null;
    }
    Instant time = time(bytes, from, stream - 1);
    if (time == null || (bytes[tag] != 'F' && bytes[tag] != 'P')) {
      return null;
    }
    boolean ends = bytes[tag] == 'F';
    byte[] copy = Arrays.copyOfRange(bytes, content, to + (ends ? 1 : 0));
    if (ends) {
      copy[copy.length - 1] = '\n';
    }
    return new LogRecord(time, stdout ? LogStream.STDOUT : LogStream.STDERR, ends, copy);
  }

  private static int indexOf(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != ' ') {
      i++;
    }
    return i < to ? i : from - 1;
  }

  private static @Nullable Instant time(byte[] bytes, int from, int to) {
    for (int i = 0; i < SECONDS_LENGTH; i++) {
      boolean mark = i == 4 || i == 7 || i == 10 || i == 13 || i == 16;
      if (mark == isDigit(bytes[from + i])) {
        return null;
      }
    }
    int month = number(bytes, from + 5, 2);
    int day = number(bytes, from + 8, 2);
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return null;
    }
    long days;
    try {
      days = LocalDate.of(number(bytes, from, 4), month, day).toEpochDay();
    } catch (java.time.DateTimeException e) {
      return null;
    }
    long seconds = (days * 24 + number(bytes, from + 11, 2)) * 3600;
    seconds += number(bytes, from + 14, 2) * 60L + number(bytes, from + 17, 2);
    return fraction(bytes, from + SECONDS_LENGTH, to, seconds);
  }

  private static @Nullable Instant fraction(byte[] bytes, int from, int to, long seconds) {
    int at = from;
    int nanos = 0;
    if (bytes[at] == '.') {
      int digits = 0;
      for (at++; at < to && isDigit(bytes[at]); at++, digits++) {
        nanos = digits < 9 ? nanos * 10 + bytes[at] - '0' : nanos;
      }
      for (int i = digits; i < 9; i++) {
        nanos *= 10;
      }
    }
    if (at + 1 == to && bytes[at] == 'Z') {
      return Instant.ofEpochSecond(seconds, nanos);
    }
    if (at + 6 != to || (bytes[at] != '+' && bytes[at] != '-') || bytes[at + 3] != ':') {
      return null;
    }
    long offset = number(bytes, at + 1, 2) * 3600L + number(bytes, at + 4, 2) * 60L;
    return Instant.ofEpochSecond(bytes[at] == '+' ? seconds - offset : seconds + offset, nanos);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static int number(byte[] bytes, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }
}
