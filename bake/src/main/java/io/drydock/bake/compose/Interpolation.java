package io.drydock.bake.compose;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces variables as the Compose specification says: {@code $V}, <code>${V}</code>, and in
 * braces the forms {@code :-}, {@code -}, {@code :?}, {@code ?}, {@code :+} and {@code +}.
 */
public final class Interpolation {
  private static final int DEEPEST = 50;

  private final Map<String, String> environment;

  public Interpolation(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The text with its variables replaced; unset ones are empty.
   *
   * @throws DrydockException of kind INVALID for a malformed or a required, unset variable
   */
  public String fill(String text) {
    return text.indexOf('$') < 0 ? text : new Filling(text).upTo('\0', 0);
  }

  /** One text being worked through. */
  private final class Filling {
    private final String text;
    private int offset;

    Filling(String text) {
      this.text = text;
    }

    /** Reads up to an unnested sign, which is not read, or to the end. */
    String upTo(char end, int depth) {
      if (depth > DEEPEST) {
        throw invalid("nested more than " + DEEPEST + " levels deep");
      }
      var filled = new StringBuilder();
      while (offset < text.length() && (end == '\0' || text.charAt(offset) != end)) {
        char c = text.charAt(offset++);
        filled.append(c == '$' ? variable(depth) : c);
      }
      return filled.toString();
    }

    private String variable(int depth) {
      if (text.startsWith("$", offset)) {
        offset++;
        return "$";
      }
      if (text.startsWith("{", offset)) {
        offset++;
        return braced(depth);
      }
      String name = name();
      if (name.isEmpty()) {
        throw invalid("write $$ for a dollar sign");
      }
      return environment.getOrDefault(name, "");
    }

    private String name() {
      int start = offset;
      while (offset < text.length() && isName(text.charAt(offset), offset > start)) {
        offset++;
      }
      return text.substring(start, offset);
    }

    private static boolean isName(char c, boolean digits) {
      return c == '_'
          || (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (digits && c >= '0' && c <= '9');
    }

    private String braced(int depth) {
      String name = name();
      if (name.isEmpty()) {
        throw invalid("a variable's name must stand behind ${");
      }
      boolean colon = text.startsWith(":", offset);
      offset += colon ? 1 : 0;
      char operator = offset < text.length() ? text.charAt(offset) : '\0';
      String word = "";
      if ("-?+".indexOf(operator) >= 0 && operator != '\0') {
        offset++;
        word = upTo('}', depth + 1);
      } else if (colon) {
        throw invalid("expected -, ? or + behind the colon");
      }
      if (!text.startsWith("}", offset)) {
        throw invalid("expected } behind " + name);
      }
      offset++;
      return value(name, colon, operator, word);
    }

    private String value(String name, boolean colon, char operator, String word) {
      Optional<String> value =
          Optional.ofNullable(environment.get(name)).filter(each -> !colon || !each.isEmpty());
      return switch (operator) {
        case '-' -> value.orElse(word);
        case '+' -> value.isPresent() ? word : "";
        case '?' ->
            value.orElseThrow(() ->
                new DrydockException(
                    ErrorKind.INVALID,
                    "required variable " + name + " is missing a value: " + word));
        default -> value.orElse("");
      };
    }

    private DrydockException invalid(String message) {
      return new DrydockException(
          ErrorKind.INVALID, "invalid interpolation format: \"" + text + "\": " + message);
    }
  }
}
