package io.drydock.bake.hcl;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;

/** A place in a text that moves forward over blanks, words and signs. Not thread-safe. */
final class Cursor {
  /** What a cursor finds behind the end. */
  static final char END = '\0';

  /** How deep brackets, blocks and templates may nest; deeper ones would exhaust the stack. */
  private static final int DEEPEST = 100;

  private final SourceText source;
  private final String text;
  private int offset;
  private int depth;

  Cursor(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  int offset() {
    return offset;
  }

  void moveTo(int place) {
    offset = place;
  }

  boolean atEnd() {
    return offset >= text.length();
  }

  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int place = offset + ahead;
    return place < text.length() ? text.charAt(place) : END;
  }

  char next() {
    char c = peek();
    offset++;
    return c;
  }

  boolean looksAt(String sign) {
    return text.startsWith(sign, offset);
  }

  /** Moves over the sign if it stands here. */
  boolean skip(String sign) {
    if (looksAt(sign)) {
      offset += sign.length();
      return true;
    }
    return false;
  }

  /**
   * Moves over the sign.
   *
   * @throws DrydockException of kind INVALID when something else stands here
   */
  void expect(String sign, String where) {
    if (!skip(sign)) {
      throw error("expected \"" + sign + "\" " + where + ", found " + found());
    }
  }

  /** What stands here, for messages. */
  String found() {
    if (atEnd()) {
      return "the end of the file";
    }
    if (peek() == '\n') {
      return "the end of the line";
    }
    return "\"" + text.substring(offset, text.offsetByCodePoints(offset, 1)) + "\"";
  }

  String since(int start) {
    return text.substring(start, Math.min(offset, text.length()));
  }

  /** Moves over spaces and comments, and over line ends too where they mean nothing. */
  void skipBlank(boolean lineEndsToo) {
    while (!atEnd()) {
      char c = peek();
      boolean blank = c == ' ' || c == '\t' || (c == '\r' && peek(1) == '\n');
      if (blank || (c == '\n' && lineEndsToo)) {
        offset++;
      } else if (c == '#' || looksAt("//")) {
        skipLine();
      } else if (looksAt("/*")) {
        skipComment();
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    while (!atEnd() && peek() != '\n') {
      offset++;
    }
  }

  private void skipComment() {
    int end = text.indexOf("*/", offset + 2);
    if (end < 0) {
      throw error("the comment is not closed with \"*/\"");
    }
    offset = end + 2;
  }

  boolean atIdentifier() {
    return !atEnd() && isStart(text.codePointAt(offset));
  }

  /** The word that begins here; only where {@link #atIdentifier}. */
  String identifier() {
    int start = offset;
    while (!atEnd()) {
      int c = text.codePointAt(offset);
      if (!isStart(c) && c != '-' && !Character.isUnicodeIdentifierPart(c)) {
        break;
      }
      if (Character.isIdentifierIgnorable(c)) {
        break;
      }
      offset += Character.charCount(c);
    }
    return since(start);
  }

  /** Whether this very word stands here, and not only its beginning. */
  boolean atWord(String word) {
    if (!looksAt(word)) {
      return false;
    }
    int here = offset;
    boolean whole = identifier().equals(word);
    offset = here;
    return whole;
  }

  private static boolean isStart(int c) {
    return c == '_' || Character.isUnicodeIdentifierStart(c);
  }

  /** Enters something that may hold itself; {@link #leave} ends it. */
  void enter() {
    if (++depth > DEEPEST) {
      throw error("nested more than " + DEEPEST + " levels deep");
    }
  }

  void leave() {
    depth--;
  }

  SourceLocation locationFrom(int start) {
    return source.location(start, offset);
  }

  /** An error about what stands here. */
  DrydockException error(String message) {
    return errorAt(offset, message);
  }

  DrydockException errorAt(int place, String message) {
    return new DrydockException(ErrorKind.INVALID, message).at(source.location(place, place + 1));
  }
}
