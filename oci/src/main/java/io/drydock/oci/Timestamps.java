package io.drydock.oci;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Times as Go writes them into JSON: RFC 3339 in UTC, the fraction without zeros at its end. */
public final class Timestamps {
  private Timestamps() {}

  /** {@code 2026-01-02T03:04:05.006007Z}. */
  public static String format(Instant time) {
    String text = time.toString();
    int dot = text.indexOf('.');
    if (dot < 0) {
      return text;
    }
    int end = text.length() - 1;
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end) + "Z";
  }

  /**
   * The time that the text says, in any zone.
   *
   * @throws DrydockException of kind INVALID when the text is no such time
   */
  public static Instant parse(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new DrydockException(ErrorKind.INVALID, "\"" + text + "\" is no RFC 3339 time", e);
    }
  }
}
