package io.drydock.dockerfile.instruction;

import java.util.ArrayList;
import java.util.List;

/** One record of comma-separated values (RFC 4180): the form of {@code --mount}. */
final class Csv {
  private Csv() {}

  /**
   * @throws io.drydock.core.DrydockException for an empty record and for stray or open quotes
   */
  static List<String> fields(String text) {
    if (text.isEmpty()) {
      throw Refusal.of("--mount has no options");
    }
    var fields = new ArrayList<String>();
    int position = 0;
    while (position <= text.length()) {
      boolean quoted = position < text.length() && text.charAt(position) == '"';
      int end = quoted ? quotedEnd(text, position + 1) : plainEnd(text, position);
      fields.add(
          quoted
              ? text.substring(position + 1, end).replace("\"\"", "\"")
              : text.substring(position, end));
      position = end + (quoted ? 2 : 1);
    }
    return fields;
  }

  private static int plainEnd(String text, int start) {
    int comma = text.indexOf(',', start);
    int end = comma < 0 ? text.length() : comma;
    int quote = text.indexOf('"', start);
    if (quote >= 0 && quote < end) {
      throw Refusal.of("stray quote in " + text);
    }
    return end;
  }

  /** The position of the quote that closes the field. */
  private static int quotedEnd(String text, int start) {
    int quote = text.indexOf('"', start);
    while (quote >= 0 && text.startsWith("\"\"", quote)) {
      quote = text.indexOf('"', quote + 2);
    }
    if (quote < 0) {
      throw Refusal.of("missing closing quote in " + text);
    }
    if (quote + 1 < text.length() && text.charAt(quote + 1) != ',') {
      throw Refusal.of("stray quote in " + text);
    }
    return quote;
  }
}
