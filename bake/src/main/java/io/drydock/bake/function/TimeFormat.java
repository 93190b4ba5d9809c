package io.drydock.bake.function;

import java.time.OffsetDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * Formats of times as {@code formatdate} takes them: {@code YYYY-MM-DD'T'hh:mm:ssZ}; what stands
 * between single quotes is text.
 */
final class TimeFormat {
  private final String format;
  private final OffsetDateTime time;
  private final StringBuilder out = new StringBuilder();
  private int offset;

  private TimeFormat(String format, OffsetDateTime time) {
    this.format = format;
    this.time = time;
  }

  static String apply(String format, OffsetDateTime time) {
    return new TimeFormat(format, time).result();
  }

  private String result() {
    while (offset < format.length()) {
      char c = format.charAt(offset);
      if (c == '\'') {
        quoted();
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        int start = offset;
        while (offset < format.length() && format.charAt(offset) == c) {
          offset++;
        }
        out.append(field(format.substring(start, offset)));
      } else {
        out.append(c);
        offset++;
      }
    }
    return out.toString();
  }

  /** Two quotes inside of quotes are one. */
  private void quoted() {
    offset++;
    while (true) {
      int end = format.indexOf('\'', offset);
      if (end < 0) {
        throw Signature.invalid("a quote in the format is not closed");
      }
      out.append(format, offset, end);
      offset = end + 1;
      if (!format.startsWith("'", offset)) {
        return;
      }
      out.append('\'');
      offset++;
    }
  }

  private String field(String field) {
    return switch (field) {
      case "YYYY" -> padded(time.getYear(), 4);
      case "YY" -> padded(Math.floorMod(time.getYear(), 100), 2);
      case "MMMM" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "MMM" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "MM" -> padded(time.getMonthValue(), 2);
      case "M" -> padded(time.getMonthValue(), 1);
      case "DD" -> padded(time.getDayOfMonth(), 2);
      case "D" -> padded(time.getDayOfMonth(), 1);
      case "EEEE" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "EEE" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      default -> clock(field);
    };
  }

  private String clock(String field) {
    int hourOfHalf = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (field) {
      case "hh" -> padded(time.getHour(), 2);
      case "h" -> padded(time.getHour(), 1);
      case "HH" -> padded(hourOfHalf, 2);
      case "H" -> padded(hourOfHalf, 1);
      case "AA" -> time.getHour() < 12 ? "AM" : "PM";
      case "aa" -> time.getHour() < 12 ? "am" : "pm";
      case "mm" -> padded(time.getMinute(), 2);
      case "m" -> padded(time.getMinute(), 1);
      case "ss" -> padded(time.getSecond(), 2);
      case "s" -> padded(time.getSecond(), 1);
      case "Z" -> zone(":", "Z");
      case "ZZZ" -> zone("", "UTC");
      case "ZZZZ" -> zone("", "");
      case "ZZZZZ" -> zone(":", "");
      default -> throw Signature.invalid("unknown field \"" + field + "\" in the format");
    };
  }

  private static String padded(int number, int width) {
    return String.format(Locale.ROOT, "%0" + width + "d", number);
  }

  /** The offset from UTC; another text for UTC itself unless that is empty. */
  private String zone(String colon, String utc) {
    int minutes = time.getOffset().getTotalSeconds() / 60;
    if (minutes == 0 && !utc.isEmpty()) {
      return utc;
    }
    int size = Math.abs(minutes);
    return (minutes < 0 ? "-" : "+") + padded(size / 60, 2) + colon + padded(size % 60, 2);
  }
}
