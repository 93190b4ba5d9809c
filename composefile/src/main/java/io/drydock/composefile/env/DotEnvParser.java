package io.drydock.composefile.env;

import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one environment file. */
final class DotEnvParser {
  private final String text;
  private final String file;
  private final Variables variables;
  private final Variables outer;
  private final Map<String, String> values = new LinkedHashMap<>();
  private int position;
  private int line = 1;

  DotEnvParser(String text, String file, Variables outer) {
    this.text = text.replace("\r\n", "\n");
    this.file = file;
    this.outer = outer;
    this.variables = outer.or(Variables.of(values));
  }

  Map<String, String> parse() {
    while (skipToStatement()) {
      skipExport();
      int start = position;
      int end = nameEnd();
      String name = text.substring(start, end).stripTrailing();
      if (name.indexOf(' ') >= 0) {
        throw invalid("key cannot contain a space: \"" + name + "\"");
      }
      position = end;
      if (end == text.length() || text.charAt(end) == '\n') {
        outer.get(name).ifPresent(value -> values.put(name, value));
      } else {
        position++;
        skipBlanks();
        int valueLine = line;
        values.put(name, value(valueLine));
      }
    }
    return values;
  }

  /** Goes to the next character that is neither white space nor in a comment line. */
  private boolean skipToStatement() {
    while (position < text.length()) {
      char each = text.charAt(position);
      if (each == '#') {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (isBlank(each) || each == '\n') {
        advance();
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipExport() {
    if (text.startsWith("export", position)) {
      int after = position + "export".length();
      if (after < text.length() && isBlank(text.charAt(after))) {
        position = after;
        skipBlanks();
      }
    }
  }

  private void skipBlanks() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
  }

  private int nameEnd() {
    int i = position;
    while (i < text.length()) {
      int each = text.codePointAt(i);
      if (each == '=' || each == ':' || each == '\n') {
        return i;
      }
      if (!isOfName(each)) {
        throw invalid(
            "unexpected character \"%s\" in variable name \"%s\""
                .formatted(Character.toString(each), restOfLine(position)));
      }
      i += Character.charCount(each);
    }
    return i;
  }

  private static boolean isOfName(int each) {
    return Character.isLetter(each)
        || Character.getType(each) == Character.DECIMAL_DIGIT_NUMBER
        || Character.getType(each) == Character.LETTER_NUMBER
        || Character.getType(each) == Character.OTHER_NUMBER
        || "_.-[]".indexOf(each) >= 0
        || (each <= Character.MAX_VALUE && isBlank((char) each));
  }

  private String value(int valueLine) {
    char quote = position < text.length() ? text.charAt(position) : '\n';
    if (quote == '\'') {
      return quoted(quote);
    }
    if (quote == '"') {
      return expand(DotEnvEscapes.expand(quoted(quote)), valueLine);
    }
    String rest = restOfLine(position);
    position += rest.length();
    int comment = rest.indexOf(" #");
    return expand((comment < 0 ? rest : rest.substring(0, comment)).stripTrailing(), valueLine);
  }

  /** What the quotes hold; a backslash counts only before the quote. */
  private String quoted(char quote) {
    int start = position;
    int startLine = line;
    var content = new StringBuilder();
    position++;
    while (position < text.length()) {
      char each = text.charAt(position);
      advance();
      if (each == quote) {
        return content.toString();
      }
      if (each == '\\' && position < text.length()) {
        char escaped = text.charAt(position);
        content.append(escaped == quote ? "" : "\\").append(escaped);
        advance();
      } else {
        content.append(each);
      }
    }
    line = startLine;
    throw invalid("unterminated quoted value " + restOfLine(start));
  }

  private String expand(String value, int valueLine) {
    try {
      return Template.expand(value, variables);
    } catch (DrydockException e) {
      throw e.at(SourceLocation.line(file, valueLine));
    }
  }

  private void advance() {
    if (text.charAt(position) == '\n') {
      line++;
    }
    position++;
  }

  private String restOfLine(int from) {
    int end = text.indexOf('\n', from);
    return text.substring(from, end < 0 ? text.length() : end);
  }

  private static boolean isBlank(char each) {
    return each == ' '
        || (each >= '\t' && each <= '\r' && each != '\n')
        || each == '\u0085'
        || each == '\u00A0';
  }

  private DrydockException invalid(String message) {
    return DotEnv.invalid(message, SourceLocation.line(file, line));
  }
}
