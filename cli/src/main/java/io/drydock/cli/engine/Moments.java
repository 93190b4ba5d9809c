package io.drydock.cli.engine;

import io.drydock.core.DrydockException;
import io.drydock.core.Durations;
import io.drydock.core.ErrorKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;

/** Points in time as {@code --since} and {@code --until} have them, in the form the API takes. */
public final class Moments {
  private Moments() {}

  /**
   * Seconds since 1970 with nine decimals: a duration before now, a date, or seconds as they are
   * given. Docker's client cuts a duration's moment down to the second, so that {@code --until 0s}
   * lacks what has just happened.
   *
   * @throws DrydockException of kind INVALID for anything else
   */
  public static String of(String text) {
    if (text.isEmpty()) {
      return "";
    }
    try {
      return seconds(Instant.now().minus(Durations.parse(text)));
    } catch (DrydockException e) {
      // no duration
    }
    if (isSeconds(text)) {
      return text;
    }
    try {
      return seconds(date(text));
    } catch (DateTimeException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "failed to parse value as time or duration: \"" + text + "\"", e);
    }
  }

  private static String seconds(Instant moment) {
    return String.format(Locale.ROOT, "%d.%09d", moment.getEpochSecond(), moment.getNano());
  }

  private static boolean isSeconds(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
  }

  /** A date in RFC 3339, from which the end may be missing; without a zone it is local. */
  private static Instant date(String text) {
    String full = text.length() == 10 ? text + "T00:00:00" : text;
    full = full.length() == 13 ? full + ":00:00" : full.length() == 16 ? full + ":00" : full;
    boolean zoned = full.endsWith("Z") || full.lastIndexOf('+') > 10 || full.lastIndexOf('-') > 10;
    return zoned
        ? OffsetDateTime.parse(full).toInstant()
        : LocalDateTime.parse(full).atZone(ZoneId.systemDefault()).toInstant();
  }
}
