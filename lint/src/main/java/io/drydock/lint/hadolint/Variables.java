package io.drydock.lint.hadolint;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of ENV and ARG as far as they are known at one place of a file: a chain in which what was
 * declared last comes first.
 */
final class Variables {
  static final Variables NONE = new Variables("", Optional.empty(), null);

  /** Stands in text for the value of a variable that is declared without one. */
  static final char UNKNOWN = '\ufffc';

  private static final int MOST_ROUNDS = 5;
  private static final int LONGEST = 10_000;

  private final String name;
  private final Optional<String> value;
  private final @Nullable Variables outer;

  private Variables(String name, Optional<String> value, @Nullable Variables outer) {
    this.name = name;
    this.value = value;
    this.outer = outer;
  }

  /**
   * These variables and one more.
   *
   * @param given absent where the value is only known when the image is built
   */
  Variables with(String added, Optional<String> given) {
    return new Variables(added, given, this);
  }

  boolean isDeclared(String wanted) {
    return find(wanted) != null;
  }

  /** The value, or nothing where there is none or it is not known. */
  Optional<String> value(String wanted) {
    Variables found = find(wanted);
    return found == null ? Optional.empty() : found.value;
  }

  private @Nullable Variables find(String wanted) {
    for (Variables each = this; each != null; each = each.outer) {
      if (each.name.equals(wanted) && !wanted.isEmpty()) {
        return each;
      }
    }
    return null;
  }

  /** Replaces each {@code ${NAME}} and {@code $NAME} that is declared. */
  String expand(String text) {
    String expanded = text;
    for (int round = 0; round < MOST_ROUNDS && expanded.indexOf('$') >= 0; round++) {
      String next = once(expanded);
      if (next.equals(expanded) || next.length() > LONGEST) {
        break;
      }
      expanded = next;
    }
    return expanded;
  }

  private String once(String text) {
    var out = new StringBuilder();
    int from = 0;
    for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', from)) {
      out.append(text, from, dollar);
      boolean braced = text.startsWith("{", dollar + 1);
      int start = dollar + (braced ? 2 : 1);
      int end = start;
      while (end < text.length() && isNameCharacter(text.charAt(end))) {
        end++;
      }
      boolean closed = !braced || text.startsWith("}", end);
      Variables found = closed ? find(text.substring(start, end)) : null;
      from = found == null ? dollar + 1 : end + (braced ? 1 : 0);
      out.append(found == null ? "$" : found.value.orElse(String.valueOf(UNKNOWN)));
    }
    return out.append(text, from, text.length()).toString();
  }

  private static boolean isNameCharacter(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
