package io.drydock.bake.hcl;

import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads strings and heredocs, with what is to be filled in. Not thread-safe. */
final class TemplateParser {
  private final Cursor cursor;
  private final ExpressionParser expressions;

  TemplateParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** The whole text as a template. */
  static Expression wholeText(SourceText source) {
    var cursor = new Cursor(source);
    var parser = new TemplateParser(cursor, new ExpressionParser(cursor));
    var parts = parser.new Parts(false);
    while (!cursor.atEnd()) {
      parts.next();
    }
    return TemplateBuilder.build(parts.finish(), cursor.locationFrom(0));
  }

  /** The string that begins here. */
  Expression quoted() {
    int start = cursor.offset();
    cursor.next();
    var parts = new Parts(true);
    while (!cursor.skip("\"")) {
      if (cursor.atEnd() || cursor.peek() == '\n') {
        throw cursor
            .errorAt(start, "the string is not closed in its line")
            .withHint("Text of several lines can be written as a heredoc: <<EOT.");
      }
      parts.next();
    }
    return TemplateBuilder.build(parts.finish(), cursor.locationFrom(start));
  }

  /** The string that begins here, in which nothing is to be filled in. */
  String plainString() {
    int start = cursor.offset();
    if (quoted() instanceof Expression.Literal literal) {
      return literal.value().text();
    }
    throw cursor.errorAt(start, "a template cannot stand here");
  }

  /** The heredoc that begins here; the end of its last line is not read. */
  Expression heredoc() {
    int start = cursor.offset();
    cursor.skip("<<");
    boolean indented = cursor.skip("-");
    if (!cursor.atIdentifier()) {
      throw cursor.error("expected the heredoc's end word behind \"<<\", found " + cursor.found());
    }
    String word = cursor.identifier();
    cursor.skip("\r");
    cursor.expect("\n", "behind the heredoc's end word");
    var parts = new Parts(false);
    boolean lineStart = true;
    while (!(lineStart && skipEnd(word))) {
      if (cursor.atEnd()) {
        throw cursor.errorAt(start, "the heredoc is not closed: no line says just " + word);
      }
      lineStart = cursor.peek() == '\n';
      parts.next();
    }
    List<TemplatePart> all = parts.finish();
    return TemplateBuilder.build(
        indented ? Indentation.removed(all) : all, cursor.locationFrom(start));
  }

  private boolean skipEnd(String word) {
    int here = cursor.offset();
    while (cursor.peek() == ' ' || cursor.peek() == '\t') {
      cursor.next();
    }
    if (cursor.atWord(word)) {
      cursor.identifier();
      int end = cursor.offset();
      while (cursor.peek() == ' ' || cursor.peek() == '\t' || cursor.peek() == '\r') {
        cursor.next();
      }
      if (cursor.atEnd() || cursor.peek() == '\n') {
        cursor.moveTo(end);
        return true;
      }
    }
    cursor.moveTo(here);
    return false;
  }

  /** The parts of one template as they are met. */
  private final class Parts {
    private final List<TemplatePart> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private final boolean escapes;
    private int literalStart = -1;
    private boolean trimNext;

    /**
     * @param escapes whether a backslash begins an escape
     */
    Parts(boolean escapes) {
      this.escapes = escapes;
    }

    /** Reads what stands here: a character, an escape or something to fill in. */
    void next() {
      if (literalStart < 0) {
        literalStart = cursor.offset();
      }
      if (cursor.looksAt("$${") || cursor.looksAt("%%{")) {
        literal.append(cursor.next()).append('{');
        cursor.moveTo(cursor.offset() + 2);
      } else if (cursor.looksAt("${") || cursor.looksAt("%{")) {
        sequence();
      } else if (escapes && cursor.peek() == '\\') {
        literal.append(escape());
      } else {
        char c = cursor.next();
        literal.append(c);
        if (c == '\n') {
          endLiteral(false);
        }
      }
    }

    List<TemplatePart> finish() {
      endLiteral(false);
      return parts;
    }

    private void endLiteral(boolean trimEnd) {
      String text = literal.toString();
      if (trimNext) {
        text = text.stripLeading();
      }
      if (trimEnd) {
        text = text.stripTrailing();
      }
      if (!literal.isEmpty()) {
        trimNext = false;
        parts.add(new TemplatePart.Text(text, cursor.locationFrom(literalStart)));
      }
      literal.setLength(0);
      literalStart = -1;
    }

    private void sequence() {
      int start = cursor.offset();
      boolean directive = cursor.next() == '%';
      cursor.next();
      endLiteral(cursor.skip("~"));
      trimNext = false;
      cursor.skipBlank(true);
      cursor.enter();
      TemplatePart part = directive ? directive(start) : interpolation(start);
      cursor.leave();
      parts.add(part);
      cursor.skipBlank(true);
      trimNext = cursor.skip("~");
      cursor.expect("}", "to close " + (directive ? "%{" : "${"));
    }

    private TemplatePart interpolation(int start) {
      return new TemplatePart.Filled(expressions.parseAcrossLines(), cursor.locationFrom(start));
    }

    private TemplatePart directive(int start) {
      if (cursor.atWord("if")) {
        cursor.identifier();
        Expression condition = expressions.parseAcrossLines();
        return new TemplatePart.If(condition, cursor.locationFrom(start));
      }
      if (cursor.atWord("for")) {
        ForParser.Head head = new ForParser(cursor, expressions).head();
        return new TemplatePart.For(head, cursor.locationFrom(start));
      }
      for (TemplatePart.Word word : TemplatePart.Word.values()) {
        if (cursor.atWord(word.text())) {
          cursor.identifier();
          return new TemplatePart.Plain(word, cursor.locationFrom(start));
        }
      }
      throw cursor.error("expected if, else, endif, for or endfor, found " + cursor.found());
    }

    private String escape() {
      cursor.next();
      char c = cursor.next();
      return switch (c) {
        case 'n' -> "\n";
        case 'r' -> "\r";
        case 't' -> "\t";
        case '"', '\\' -> String.valueOf(c);
        case 'u' -> codePoint(4);
        case 'U' -> codePoint(8);
        default ->
            throw cursor
                .errorAt(cursor.offset() - 2, "unknown escape \"\\" + c + "\"")
                .withHint("Known are \\n, \\r, \\t, \\\", \\\\, \\uNNNN and \\UNNNNNNNN.");
      };
    }

    private String codePoint(int digits) {
      int start = cursor.offset();
      int code = 0;
      for (int i = 0; i < digits; i++) {
        int digit = Character.digit(cursor.next(), 16);
        if (digit < 0 || code > Character.MAX_CODE_POINT) {
          throw cursor.errorAt(start, "expected " + digits + " hexadecimal digits of a character");
        }
        code = code * 16 + digit;
      }
      if (!Character.isValidCodePoint(code)) {
        throw cursor.errorAt(start, "there is no character of that number");
      }
      return Character.toString(code);
    }
  }

  /** Takes the indentation of the least indented line off all lines of a heredoc. */
  private static final class Indentation {
    static List<TemplatePart> removed(List<TemplatePart> parts) {
      int least = least(parts);
      var removed = new ArrayList<TemplatePart>();
      boolean lineStart = true;
      for (TemplatePart part : parts) {
        Optional<String> text = text(part);
        boolean cut = lineStart && text.isPresent() && !isBlankLine(text.get());
        removed.add(
            cut ? new TemplatePart.Text(text.get().substring(least), part.location()) : part);
        lineStart = text.filter(each -> each.endsWith("\n")).isPresent();
      }
      return removed;
    }

    private static int least(List<TemplatePart> parts) {
      int least = Integer.MAX_VALUE;
      boolean lineStart = true;
      for (TemplatePart part : parts) {
        Optional<String> text = text(part);
        if (lineStart && text.filter(Indentation::isBlankLine).isEmpty()) {
          least =
              Math.min(
                  least, text.map(each -> each.length() - each.stripLeading().length()).orElse(0));
        }
        lineStart = text.filter(each -> each.endsWith("\n")).isPresent();
      }
      return least == Integer.MAX_VALUE ? 0 : least;
    }

    private static Optional<String> text(TemplatePart part) {
      return part instanceof TemplatePart.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    private static boolean isBlankLine(String text) {
      return text.isBlank() && text.endsWith("\n");
    }
  }

  /** One part of a template, before loops and conditions are put together. */
  sealed interface TemplatePart {
    SourceLocation location();

    /** Characters, up to the end of a line at most. */
    record Text(String text, SourceLocation location) implements TemplatePart {}

    /** <code>${…}</code>. */
    record Filled(Expression value, SourceLocation location) implements TemplatePart {}

    /** <code>%{if …}</code>. */
    record If(Expression condition, SourceLocation location) implements TemplatePart {}

    /** <code>%{for …}</code>. */
    record For(ForParser.Head head, SourceLocation location) implements TemplatePart {}

    /** A directive that is just a word. */
    record Plain(Word word, SourceLocation location) implements TemplatePart {}

    /** The words of such directives. */
    enum Word {
      ELSE("else"),
      ENDIF("endif"),
      ENDFOR("endfor");

      private final String text;

      Word(String text) {
        this.text = text;
      }

      String text() {
        return text;
      }
    }
  }
}
