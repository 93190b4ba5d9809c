package io.drydock.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as docker shows them. */
public final class Times {
  private static final DateTimeFormatter GO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx zzz", Locale.ROOT);

  private Times() {}

  /** {@code 2 weeks ago}. */
  public static String ago(Instant moment, Instant now) {
    return rough(Duration.between(moment, now)) + " ago";
  }

  /** A duration in its largest unit that gives a small number: {@code About an hour}. */
  static String rough(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 1) {
      return "Less than a second";
    }
    if (seconds < 60) {
      return seconds == 1 ? "1 second" : seconds + " seconds";
    }
    long minutes = duration.toMinutes();
    if (minutes < 60) {
      return minutes == 1 ? "About a minute" : minutes + " minutes";
    }
    long hours = Math.round(seconds / 3600.0);
    if (hours < 48) {
      return hours == 1 ? "About an hour" : hours + " hours";
    }
    return days(hours);
  }

  private static String days(long hours) {
    if (hours < 24 * 7 * 2) {
      return hours / 24 + " days";
    }
    if (hours < 24 * 30 * 2) {
      return hours / 24 / 7 + " weeks";
    }
    return hours < 24 * 365 * 2 ? hours / 24 / 30 + " months" : hours / 24 / 365 + " years";
  }

  /** {@code 2026-11-06 09:30:23 +0000 UTC}, in this machine's zone, to the second. */
  public static String local(Instant moment) {
    return GO.format(moment.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
  }

  /** {@code 2026-11-21T09:28:43Z}, in this machine's zone. */
  public static String rfc3339(Instant moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        moment.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()).toOffsetDateTime());
  }
}
