package io.drydock.api.route;

import io.drydock.core.DrydockException;
import io.drydock.core.Durations;
import io.drydock.core.ErrorKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Points in time as requests have them. */
public final class Times {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private Times() {}

  /**
   * The moment that the text means: seconds since 1970 with or without a fraction, or RFC 3339, or
   * a duration before now as {@code 10m}. Empty for empty and 0, which mean no bound.
   *
   * @throws DrydockException of kind INVALID for other text
   */
  public static Optional<Instant> parse(String text) {
    if (text.isEmpty() || text.equals("0")) {
      return Optional.empty();
    }
    try {
      if (text.matches("-?[0-9]{1,12}([.][0-9]{1,9})?")) {
        BigDecimal nanos = new BigDecimal(text).multiply(NANOS);
        var parts = nanos.toBigInteger().divideAndRemainder(NANOS.toBigInteger());
        return Optional.of(Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()));
      }
      if (text.indexOf('-') == 4) {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
      return Optional.of(Instant.now().minus(Durations.parse(text)));
    } catch (DateTimeException | DrydockException | ArithmeticException e) {
      throw new DrydockException(ErrorKind.INVALID, "invalid time: \"" + text + "\"", e);
    }
  }
}
