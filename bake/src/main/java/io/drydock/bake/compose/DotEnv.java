package io.drydock.bake.compose;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code .env} files: {@code NAME=value}, with quotes, comments and earlier variables. */
public final class DotEnv {
  private final String name;
  private final String text;
  private final Map<String, String> variables;
  private int offset;

  private DotEnv(String name, String text, Map<String, String> variables) {
    this.name = name;
    this.text = text.replace("\r\n", "\n");
    this.variables = variables;
  }

  /**
   * The environment with what the file adds: what is set already stays.
   *
   * @param name of the file, for messages
   * @throws DrydockException of kind INVALID with the line of the mistake
   */
  public static Map<String, String> read(
      String name, String text, Map<String, String> environment) {
    var variables = new LinkedHashMap<>(environment);
    new DotEnv(name, text, variables).read();
    return variables;
  }

  private void read() {
    while (offset < text.length()) {
      skipBlanks();
      if (offset < text.length() && text.charAt(offset) == '#') {
        restOfLine();
      } else if (offset < text.length() && text.charAt(offset) != '\n') {
        variable();
      } else {
        offset++;
      }
    }
  }

  private void skipBlanks() {
    while (offset < text.length() && " \t".indexOf(text.charAt(offset)) >= 0) {
      offset++;
    }
  }

  private String restOfLine() {
    int end = text.indexOf('\n', offset);
    String rest = text.substring(offset, end < 0 ? text.length() : end);
    offset = end < 0 ? text.length() : end + 1;
    return rest;
  }

  private void variable() {
    if (text.startsWith("export ", offset)) {
      offset += "export ".length();
      skipBlanks();
    }
    int start = offset;
    while (offset < text.length() && "=:\n".indexOf(text.charAt(offset)) < 0) {
      offset++;
    }
    String variable = text.substring(start, offset).strip();
    if (!variable.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
      throw invalid(start, "\"" + variable + "\" is no name of a variable");
    }
    boolean hasValue = offset < text.length() && text.charAt(offset) != '\n';
    offset++;
    if (hasValue) {
      skipBlanks();
      String value = value();
      variables.putIfAbsent(variable, value);
    }
  }

  private String value() {
    char quote = offset < text.length() ? text.charAt(offset) : '\n';
    if (quote != '"' && quote != '\'') {
      return new Interpolation(variables).fill(withoutComment(restOfLine()));
    }
    int start = ++offset;
    while (offset < text.length() && text.charAt(offset) != quote) {
      offset += quote == '"' && text.charAt(offset) == '\\' ? 2 : 1;
    }
    if (offset >= text.length()) {
      throw invalid(start - 1, "the quote is not closed");
    }
    String quoted = text.substring(start, offset++);
    restOfLine();
    return quote == '\'' ? quoted : new Interpolation(variables).fill(unescaped(quoted));
  }

  private static String withoutComment(String value) {
    int comment = value.indexOf(" #");
    return (comment < 0 ? value : value.substring(0, comment)).strip();
  }

  private static String unescaped(String text) {
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      switch (escaped) {
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 't' -> plain.append('\t');
        case '$' -> plain.append("$$");
        case '"', '\\' -> plain.append(escaped);
        default -> plain.append(c).append(escaped);
      }
    }
    return plain.toString();
  }

  private DrydockException invalid(int place, String message) {
    int line = (int) text.substring(0, place).chars().filter(c -> c == '\n').count() + 1;
    return new DrydockException(ErrorKind.INVALID, message).at(SourceLocation.line(name, line));
  }
}
