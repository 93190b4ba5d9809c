package io.drydock.cli.output;

import io.drydock.core.Durations;
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
    return Durations.rough(Duration.between(moment, now)) + " ago";
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
