package io.drydock.bake.hcl;

import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON and keeps the place of each value, which common readers do not. */
final class JsonReader {
  private static final int LONGEST_NUMBER = 1_000;

  private final Cursor cursor;

  private JsonReader(SourceText source) {
    this.cursor = new Cursor(source);
  }

  /** A value and its place. */
  sealed interface Node {
    SourceLocation location();

    record Null(SourceLocation location) implements Node {}

    record Flag(boolean value, SourceLocation location) implements Node {}

    record Numeric(BigDecimal value, SourceLocation location) implements Node {}

    record Text(String value, SourceLocation location) implements Node {}

    record Array(List<Node> elements, SourceLocation location) implements Node {}

    /** Members in file order; a name may come twice. */
    record Members(List<Member> members, SourceLocation location) implements Node {}
  }

  /** A name in an object and its value. */
  record Member(Node.Text name, Node value) {}

  /**
   * The one value that the text holds.
   *
   * @throws DrydockException of kind INVALID with the place, when it is not JSON
   */
  static Node read(SourceText source) {
    var reader = new JsonReader(source);
    Node node = reader.value();
    reader.blank();
    if (!reader.cursor.atEnd()) {
      throw reader.cursor.error("expected the end of the file, found " + reader.cursor.found());
    }
    return node;
  }

  private void blank() {
    while (" \t\r\n".indexOf(cursor.peek()) >= 0 && !cursor.atEnd()) {
      cursor.next();
    }
  }

  private Node value() {
    blank();
    cursor.enter();
    int start = cursor.offset();
    Node node =
        switch (cursor.peek()) {
          case '{' -> members(start);
          case '[' -> array(start);
          case '"' -> text();
          case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(start);
          default -> word(start);
        };
    cursor.leave();
    return node;
  }

  private Node word(int start) {
    if (cursor.skip("null")) {
      return new Node.Null(cursor.locationFrom(start));
    }
    if (cursor.skip("true")) {
      return new Node.Flag(true, cursor.locationFrom(start));
    }
    if (cursor.skip("false")) {
      return new Node.Flag(false, cursor.locationFrom(start));
    }
    throw cursor.error("expected a JSON value, found " + cursor.found());
  }

  private Node members(int start) {
    cursor.next();
    var members = new ArrayList<Member>();
    blank();
    while (!cursor.skip("}")) {
      if (cursor.peek() != '"') {
        throw cursor.error("expected a name in quotes, found " + cursor.found());
      }
      Node.Text name = text();
      blank();
      cursor.expect(":", "behind a name");
      members.add(new Member(name, value()));
      separator("}");
    }
    return new Node.Members(members, cursor.locationFrom(start));
  }

  private Node array(int start) {
    cursor.next();
    var elements = new ArrayList<Node>();
    blank();
    while (!cursor.skip("]")) {
      elements.add(value());
      separator("]");
    }
    return new Node.Array(elements, cursor.locationFrom(start));
  }

  private void separator(String closing) {
    blank();
    if (cursor.skip(",")) {
      blank();
      if (cursor.looksAt(closing)) {
        throw cursor.error("expected another value behind \",\", found " + cursor.found());
      }
    } else if (!cursor.looksAt(closing)) {
      throw cursor.error("expected \",\" or \"" + closing + "\", found " + cursor.found());
    }
  }

  private Node number(int start) {
    while ("+-.eE0123456789".indexOf(cursor.peek()) >= 0 && !cursor.atEnd()) {
      cursor.next();
    }
    String text = cursor.since(start);
    if (text.length() > LONGEST_NUMBER
        || !text.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
      throw cursor.errorAt(start, "invalid number");
    }
    try {
      return new Node.Numeric(new BigDecimal(text), cursor.locationFrom(start));
    } catch (NumberFormatException e) {
      throw cursor.errorAt(start, "invalid number");
    }
  }

  private Node.Text text() {
    int start = cursor.offset();
    cursor.next();
    var text = new StringBuilder();
    while (!cursor.skip("\"")) {
      char c = cursor.peek();
      if (cursor.atEnd() || c < ' ') {
        throw cursor.errorAt(start, "the string is not closed in its line");
      }
      cursor.next();
      text.append(c == '\\' ? escape() : c);
    }
    return new Node.Text(text.toString(), cursor.locationFrom(start));
  }

  private char escape() {
    char c = cursor.next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw cursor.errorAt(cursor.offset() - 2, "unknown escape \"\\" + c + "\"");
    };
  }

  private char unicode() {
    int start = cursor.offset();
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(cursor.next(), 16);
      if (digit < 0) {
        throw cursor.errorAt(start, "expected four hexadecimal digits of a character");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }
}
