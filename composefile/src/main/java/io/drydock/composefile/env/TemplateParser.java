package io.drydock.composefile.env;

import java.util.ArrayList;
import java.util.List;

/** Finds the variables in a template. */
final class TemplateParser {
  /** The most braces within each other. */
  private static final int DEEPEST = 100;

  private final String text;
  private final StringBuilder plain = new StringBuilder();
  private final List<TemplatePart> parts = new ArrayList<>();
  private int position;

  TemplateParser(String text) {
    this.text = text;
  }

  List<TemplatePart> parts() {
    while (position < text.length()) {
      int dollar = text.indexOf('$', position);
      int end = dollar < 0 ? text.length() : dollar;
      plain.append(text, position, end);
      position = end;
      if (dollar >= 0) {
        afterDollar();
      }
    }
    flush();
    return List.copyOf(parts);
  }

  private void afterDollar() {
    char next = peek(position + 1);
    if (next == '{') {
      braced();
    } else if (isNameStart(next)) {
      int end = nameEnd(position + 1);
      add(text.substring(position + 1, end), TemplatePart.Operator.VALUE, false, "");
      position = end;
    } else {
      plain.append('$');
      position += next == '$' ? 2 : 1;
    }
  }

  private void braced() {
    int start = position + 2;
    int nameEnd = isNameStart(peek(start)) ? nameEnd(start) : start;
    if (nameEnd == start) {
      throw Template.invalid(text);
    }
    String name = text.substring(start, nameEnd);
    if (peek(nameEnd) == '}') {
      add(name, TemplatePart.Operator.VALUE, false, "");
      position = nameEnd + 1;
      return;
    }
    boolean colon = peek(nameEnd) == ':';
    int sign = colon ? nameEnd + 1 : nameEnd;
    TemplatePart.Operator operator = operator(peek(sign));
    int close = closingBrace(sign + 1);
    add(name, operator, colon, text.substring(sign + 1, close));
    position = close + 1;
  }

  private TemplatePart.Operator operator(char sign) {
    return switch (sign) {
      case '-' -> TemplatePart.Operator.DEFAULT;
      case '?' -> TemplatePart.Operator.DEMAND;
      case '+' -> TemplatePart.Operator.REPLACE;
      default -> throw Template.invalid(text);
    };
  }

  /** The brace that closes a word; braces inside of it come in pairs, as in JSON. */
  private int closingBrace(int from) {
    int open = 1;
    for (int i = from; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '{') {
        if (++open > DEEPEST) {
          throw Template.invalid(text);
        }
      } else if (each == '}' && --open == 0) {
        return i;
      }
    }
    int last = text.lastIndexOf('}');
    if (last < from) {
      throw Template.invalid(text);
    }
    return last;
  }

  private void add(String name, TemplatePart.Operator operator, boolean colon, String word) {
    flush();
    parts.add(new TemplatePart.Reference(name, operator, colon, word));
  }

  private void flush() {
    if (!plain.isEmpty()) {
      parts.add(new TemplatePart.Text(plain.toString()));
      plain.setLength(0);
    }
  }

  private char peek(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private int nameEnd(int from) {
    int i = from;
    while (isNameStart(peek(i)) || (peek(i) >= '0' && peek(i) <= '9')) {
      i++;
    }
    return i;
  }

  private static boolean isNameStart(char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || each == '_';
  }
}
