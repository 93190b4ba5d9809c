package io.drydock.bake.hcl;

import io.drydock.bake.hcl.Expression.ObjectOf.Item;
import io.drydock.bake.value.Conversion;
import io.drydock.bake.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads expressions. Not thread-safe. */
final class ExpressionParser {
  /** From the loosest to the tightest. */
  private static final List<List<String>> OPERATORS =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("==", "!="),
          List.of("<=", ">=", "<", ">"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  /** How many operators or accesses may follow each other. */
  private static final int LONGEST_CHAIN = 500;

  private final Cursor cursor;
  private final TemplateParser templates;

  /** Whether line ends mean nothing, as inside parentheses. */
  private boolean acrossLines;

  ExpressionParser(Cursor cursor) {
    this.cursor = cursor;
    this.templates = new TemplateParser(cursor, this);
  }

  /** The expression that begins here, up to the end of the line where that ends it. */
  Expression parse() {
    return within(false, this::conditional);
  }

  /** As {@link #parse}, but line ends are like spaces. */
  Expression parseAcrossLines() {
    return within(true, this::conditional);
  }

  /** A quoted string without templates, as labels are. */
  String plainString() {
    return templates.plainString();
  }

  private interface Reading {
    Expression read();
  }

  private Expression within(boolean free, Reading reading) {
    boolean before = acrossLines;
    acrossLines = free;
    cursor.enter();
    try {
      return reading.read();
    } finally {
      cursor.leave();
      acrossLines = before;
    }
  }

  private void blank() {
    cursor.skipBlank(acrossLines);
  }

  private Expression conditional() {
    blank();
    int start = cursor.offset();
    Expression condition = binary(0);
    blank();
    if (!cursor.skip("?")) {
      return condition;
    }
    Expression yes = within(acrossLines, this::conditional);
    blank();
    cursor.expect(":", "and what the expression is otherwise");
    Expression no = within(acrossLines, this::conditional);
    return new Expression.Conditional(condition, yes, no, cursor.locationFrom(start));
  }

  private Expression binary(int level) {
    if (level == OPERATORS.size()) {
      return unary();
    }
    blank();
    int start = cursor.offset();
    Expression left = binary(level + 1);
    for (int count = 0; ; count++) {
      int end = cursor.offset();
      blank();
      Optional<String> operator = operator(OPERATORS.get(level));
      if (operator.isEmpty()) {
        cursor.moveTo(end);
        return left;
      }
      checkChain(count);
      Expression right = binary(level + 1);
      left = new Expression.Binary(left, operator.get(), right, cursor.locationFrom(start));
    }
  }

  private Optional<String> operator(List<String> candidates) {
    for (String each : candidates) {
      if (cursor.skip(each)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private void checkChain(int length) {
    if (length >= LONGEST_CHAIN) {
      throw cursor.error("more than " + LONGEST_CHAIN + " operations in a row");
    }
  }

  private Expression unary() {
    blank();
    int start = cursor.offset();
    for (String sign : List.of("!", "-")) {
      if (cursor.looksAt(sign) && !cursor.looksAt("!=")) {
        cursor.skip(sign);
        Expression operand = within(acrossLines, this::unary);
        return new Expression.Unary(sign, operand, cursor.locationFrom(start));
      }
    }
    return accesses(primary(), start);
  }

  private Expression accesses(Expression object, int start) {
    Expression result = object;
    for (int count = 0; ; count++) {
      int end = cursor.offset();
      blank();
      checkChain(count);
      if (cursor.looksAt("...") || !(cursor.peek() == '.' || cursor.peek() == '[')) {
        cursor.moveTo(end);
        return result;
      }
      result = cursor.skip(".") ? attribute(result, start) : index(result, start);
    }
  }

  private Expression attribute(Expression object, int start) {
    blank();
    if (cursor.skip("*")) {
      return splat(object, start, true);
    }
    if (isDigit(cursor.peek())) {
      Expression key = digits();
      return new Expression.Index(object, key, cursor.locationFrom(start));
    }
    if (!cursor.atIdentifier()) {
      throw cursor.error("expected an attribute's name behind \".\", found " + cursor.found());
    }
    return new Expression.GetAttribute(object, cursor.identifier(), cursor.locationFrom(start));
  }

  private Expression index(Expression object, int start) {
    cursor.expect("[", "");
    int here = cursor.offset();
    cursor.skipBlank(true);
    if (cursor.skip("*")) {
      cursor.skipBlank(true);
      cursor.expect("]", "behind \"*\"");
      return splat(object, start, false);
    }
    cursor.moveTo(here);
    Expression key = parseAcrossLines();
    cursor.skipBlank(true);
    cursor.expect("]", "behind the index");
    return new Expression.Index(object, key, cursor.locationFrom(start));
  }

  /** What follows a star belongs to each element: attributes only, or indexes too. */
  private Expression splat(Expression source, int start, boolean attributesOnly) {
    var element = new Expression.Element(cursor.locationFrom(start));
    Expression each = element;
    for (int count = 0; ; count++) {
      checkChain(count);
      boolean attribute = cursor.peek() == '.' && cursor.peek(1) != '.' && cursor.peek(1) != '*';
      boolean index = cursor.peek() == '[' && !attributesOnly;
      if (!attribute && !index) {
        return new Expression.Splat(source, each, element, cursor.locationFrom(start));
      }
      each = cursor.skip(".") ? attribute(each, start) : index(each, start);
    }
  }

  private Expression primary() {
    int start = cursor.offset();
    char c = cursor.peek();
    if (c == '"') {
      return templates.quoted();
    }
    if (c == '(') {
      return parenthesised();
    }
    if (c == '[') {
      return tuple(start);
    }
    if (c == '{') {
      return object(start);
    }
    if (cursor.looksAt("<<")) {
      return templates.heredoc();
    }
    if (isDigit(c)) {
      return number(start);
    }
    if (cursor.atIdentifier()) {
      return name(start);
    }
    throw cursor.error("expected an expression, found " + cursor.found());
  }

  private Expression parenthesised() {
    cursor.next();
    Expression inner = parseAcrossLines();
    cursor.skipBlank(true);
    cursor.expect(")", "to close the parenthesis");
    return new Expression.Wrapped(inner, inner.location());
  }

  private Expression number(int start) {
    skipDigits();
    if (cursor.peek() == '.' && isDigit(cursor.peek(1))) {
      cursor.next();
      skipDigits();
    }
    boolean signed = cursor.peek(1) == '+' || cursor.peek(1) == '-';
    boolean exponent = cursor.peek() == 'e' || cursor.peek() == 'E';
    if (exponent && isDigit(cursor.peek(signed ? 2 : 1))) {
      cursor.moveTo(cursor.offset() + (signed ? 2 : 1));
      skipDigits();
    }
    return literalNumber(start);
  }

  private Expression digits() {
    int start = cursor.offset();
    skipDigits();
    return literalNumber(start);
  }

  private Expression literalNumber(int start) {
    var location = cursor.locationFrom(start);
    return Failures.at(
        location, () -> new Expression.Literal(Conversion.number(cursor.since(start)), location));
  }

  private void skipDigits() {
    while (isDigit(cursor.peek())) {
      cursor.next();
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Expression name(int start) {
    String name = cursor.identifier();
    while (cursor.looksAt("::")) {
      cursor.skip("::");
      name += "::" + cursor.identifier();
    }
    int end = cursor.offset();
    blank();
    if (cursor.peek() == '(') {
      return call(name, start);
    }
    cursor.moveTo(end);
    var location = cursor.locationFrom(start);
    return switch (name) {
      case "true" -> new Expression.Literal(Value.TRUE, location);
      case "false" -> new Expression.Literal(Value.FALSE, location);
      case "null" -> new Expression.Literal(Value.NULL, location);
      default -> new Expression.Variable(name, location);
    };
  }

  private Expression call(String name, int start) {
    cursor.next();
    var arguments = new ArrayList<Expression>();
    boolean expand = false;
    cursor.skipBlank(true);
    while (!cursor.skip(")")) {
      if (expand) {
        throw cursor.error("expected \")\" behind \"...\", found " + cursor.found());
      }
      arguments.add(parseAcrossLines());
      cursor.skipBlank(true);
      expand = cursor.skip("...");
      cursor.skipBlank(true);
      if (!cursor.skip(",") && cursor.peek() != ')') {
        throw cursor.error(
            "expected \",\" or \")\" behind an argument of " + name + ", found " + cursor.found());
      }
      cursor.skipBlank(true);
    }
    return new Expression.Call(name, arguments, expand, cursor.locationFrom(start));
  }

  private Expression tuple(int start) {
    cursor.next();
    cursor.skipBlank(true);
    if (cursor.atWord("for")) {
      return new ForParser(cursor, this).read("]", start);
    }
    var elements = new ArrayList<Expression>();
    while (!cursor.skip("]")) {
      elements.add(parseAcrossLines());
      cursor.skipBlank(true);
      if (!cursor.skip(",") && cursor.peek() != ']') {
        throw cursor.error("expected \",\" or \"]\" behind an element, found " + cursor.found());
      }
      cursor.skipBlank(true);
    }
    return new Expression.TupleOf(elements, cursor.locationFrom(start));
  }

  private Expression object(int start) {
    cursor.next();
    cursor.skipBlank(true);
    if (cursor.atWord("for") && !isKey()) {
      return new ForParser(cursor, this).read("}", start);
    }
    var items = new ArrayList<Item>();
    while (!cursor.skip("}")) {
      Expression key = parse();
      cursor.skipBlank(false);
      if (!cursor.skip(":")) {
        cursor.expect("=", "or \":\" between a key and its value");
      }
      items.add(new Item(key, parse()));
      cursor.skipBlank(false);
      if (!cursor.skip(",") && cursor.peek() != '}' && cursor.peek() != '\n') {
        throw cursor.error(
            "expected \",\", \"}\" or the end of the line behind a value, found " + cursor.found());
      }
      cursor.skipBlank(true);
    }
    return new Expression.ObjectOf(items, cursor.locationFrom(start));
  }

  /** Whether the word that begins here is an object's key. */
  private boolean isKey() {
    int here = cursor.offset();
    cursor.identifier();
    cursor.skipBlank(false);
    boolean key = cursor.peek() == '=' || cursor.peek() == ':';
    cursor.moveTo(here);
    return key;
  }
}
