package io.drydock.bake.hcl;

import java.util.Optional;

/** Reads what stands between the brackets of {@code [for …]} and <code>{for …}</code>. */
final class ForParser {
  private final Cursor cursor;
  private final ExpressionParser expressions;

  ForParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /**
   * The names and the source of a loop: {@code for k, v in source}.
   *
   * @param second empty when only one name is given
   */
  record Head(String first, Optional<String> second, Expression source) {
    Optional<String> keyName() {
      return second.isPresent() ? Optional.of(first) : Optional.empty();
    }

    String valueName() {
      return second.orElse(first);
    }
  }

  /** Reads from the word {@code for}. */
  Head head() {
    cursor.expect("for", "");
    String first = name();
    Optional<String> second = Optional.empty();
    if (cursor.skip(",")) {
      second = Optional.of(name());
    }
    if (!cursor.atWord("in")) {
      throw cursor.error("expected \"in\" behind the names of for, found " + cursor.found());
    }
    cursor.expect("in", "");
    return new Head(first, second, expressions.parseAcrossLines());
  }

  private String name() {
    cursor.skipBlank(true);
    if (!cursor.atIdentifier()) {
      throw cursor.error("expected a name behind for, found " + cursor.found());
    }
    String name = cursor.identifier();
    cursor.skipBlank(true);
    return name;
  }

  /** Reads from the word {@code for} up to the closing bracket. */
  Expression read(String closing, int start) {
    Head head = head();
    cursor.skipBlank(true);
    cursor.expect(":", "behind what for walks");
    Expression value = expressions.parseAcrossLines();
    Optional<Expression> key = Optional.empty();
    boolean grouped = false;
    cursor.skipBlank(true);
    if (closing.equals("}")) {
      cursor.expect("=>", "between key and value");
      key = Optional.of(value);
      value = expressions.parseAcrossLines();
      cursor.skipBlank(true);
      grouped = cursor.skip("...");
      cursor.skipBlank(true);
    }
    Optional<Expression> condition = Optional.empty();
    if (cursor.atWord("if")) {
      cursor.identifier();
      condition = Optional.of(expressions.parseAcrossLines());
      cursor.skipBlank(true);
    }
    cursor.expect(closing, "to close for");
    return new Expression.For(
        head.keyName(),
        head.valueName(),
        head.source(),
        key,
        value,
        grouped,
        condition,
        cursor.locationFrom(start));
  }
}
