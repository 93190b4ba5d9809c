package io.drydock.bake.function;

import io.drydock.bake.value.Function;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.Durations;
import io.drydock.core.ErrorKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Points in time, written as RFC 3339 has them. */
final class TimeFunctions {
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendOffset("+HH:MM", "Z")
          .toFormatter(Locale.ROOT);

  private TimeFunctions() {}

  static Map<String, Function> all() {
    Signature text = Signature.of(Types.STRING);
    Signature two = Signature.of(Types.STRING, Types.STRING);
    return Map.of(
        "timestamp",
            Signature.of()
                .does(_ ->
                    written(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC))),
        "timeadd", two.does(TimeFunctions::add),
        "formatdate", two.does(a -> Value.of(TimeFormat.apply(a.get(0).text(), time(a.get(1))))),
        "formattimestamp",
            two.does(a -> Value.of(TimeFormat.apply(a.get(0).text(), timeOrSeconds(a.get(1))))),
        "rfc3339parse", text.does(a -> parts(time(a.getFirst()))),
        "unixtimestampparse", Signature.of(Types.NUMBER).does(a -> parts(seconds(a.getFirst()))));
  }

  private static Value written(OffsetDateTime time) {
    return Value.of(RFC_3339.format(time));
  }

  private static OffsetDateTime time(Value value) {
    try {
      return OffsetDateTime.parse(value.text(), DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    } catch (DateTimeException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "\"" + value.text() + "\" is no time as in 2006-01-02T15:04:05Z", e);
    }
  }

  private static OffsetDateTime seconds(Value value) {
    try {
      return Instant.ofEpochSecond(value.number().longValueExact()).atOffset(ZoneOffset.UTC);
    } catch (ArithmeticException | DateTimeException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "the number of seconds is out of range or not whole", e);
    }
  }

  /** Also takes seconds since 1970, as SOURCE_DATE_EPOCH has them. */
  private static OffsetDateTime timeOrSeconds(Value value) {
    boolean number = value.text().matches("-?\\d{1,18}");
    return number ? seconds(Value.of(Long.parseLong(value.text()))) : time(value);
  }

  private static Value add(List<Value> arguments) {
    try {
      return written(time(arguments.get(0)).plus(Durations.parse(arguments.get(1).text())));
    } catch (DateTimeException | ArithmeticException e) {
      throw new DrydockException(ErrorKind.INVALID, "the time is out of range", e);
    }
  }

  private static Value parts(OffsetDateTime time) {
    var parts = new HashMap<String, Value>();
    parts.put("year", Value.of(time.getYear()));
    parts.put("year_day", Value.of(time.getDayOfYear()));
    parts.put("month", Value.of(time.getMonthValue()));
    parts.put(
        "month_name", Value.of(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
    parts.put("day", Value.of(time.getDayOfMonth()));
    parts.put("weekday", Value.of(time.getDayOfWeek().getValue() % 7));
    parts.put(
        "weekday_name",
        Value.of(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
    parts.put("hour", Value.of(time.getHour()));
    parts.put("minute", Value.of(time.getMinute()));
    parts.put("second", Value.of(time.getSecond()));
    parts.put("unix", Value.of(time.toEpochSecond()));
    parts.put("iso_year", Value.of(time.get(IsoFields.WEEK_BASED_YEAR)));
    parts.put("iso_week", Value.of(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    return Value.object(parts);
  }
}
