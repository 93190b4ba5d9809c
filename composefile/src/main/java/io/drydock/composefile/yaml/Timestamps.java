package io.drydock.composefile.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as YAML 1.1 knew them: read as strings, but written in quotes by Go's YAML
 * libraries.
 */
final class Timestamps {
  private static final int YEAR_DIGITS = 4;

  private Timestamps() {}

  /** Only loaded where a string begins like a date. */
  private static final class Form {
    private static final String TIME = "\\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d+)?";
    private static final Pattern PATTERN =
        Pattern.compile(
            "(\\d{4})-(\\d{1,2})-(\\d{1,2})([Tt]" + TIME + "(Z|[-+]\\d\\d:\\d\\d)| " + TIME + ")?");
  }

  /** Whether the text is a date, or a date and a time. */
  static boolean isTimestamp(String text) {
    if (text.length() <= YEAR_DIGITS
        || text.charAt(YEAR_DIGITS) != '-'
        || !Character.isDigit(text.charAt(0))) {
      return false;
    }
    Matcher matcher = Form.PATTERN.matcher(text);
    return matcher.matches() && isDate(number(matcher, 1), number(matcher, 2), number(matcher, 3));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static boolean isDate(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day).getYear() == year;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
