package io.drydock.dockerfile.shell;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.text.Quote;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of a {@link ShellLexer} over one word: a recursive descent over its characters. */
final class Expansion {
  private static final int END = -1;
  private static final int DEEPEST = 200;
  private static final String MODIFIERS = "+-?#%";

  private final ShellLexer lexer;
  private final String source;
  private final Map<String, String> environment;
  private final Set<String> matched = new LinkedHashSet<>();
  private final Set<String> unmatched = new LinkedHashSet<>();
  private boolean rawEscapes;
  private int position;
  private int depth;

  Expansion(ShellLexer lexer, String source, Map<String, String> environment) {
    this.lexer = lexer;
    this.source = source;
    this.environment = environment;
    this.rawEscapes = lexer.rawEscapes();
  }

  ShellLexer.Result run() {
    try {
      Words words = readUntil(END, rawEscapes);
      return new ShellLexer.Result(words.text(), words.split(), matched, unmatched);
    } catch (Malformed e) {
      throw new DrydockException(
          ErrorKind.INVALID, "failed to process " + Quote.quote(source) + ": " + e.getMessage());
    }
  }

  /** Reads up to the character and over it; it is not part of the result. */
  private Words readUntil(int stop, boolean keepEscapes) {
    if (++depth > DEEPEST) {
      throw new Malformed("substitutions are nested more than " + DEEPEST + " deep");
    }
    boolean outer = rawEscapes;
    rawEscapes = keepEscapes;
    var words = new Words();
    while (peek() != END && peek() != stop) {
      readInto(words);
    }
    if (stop != END && next() == END) {
      throw new Unfinished("unexpected end of statement while looking for matching " + (char) stop);
    }
    rawEscapes = outer;
    depth--;
    return words;
  }

  private void readInto(Words words) {
    int c = peek();
    if (c == '$') {
      words.addSplit(dollar());
    } else if (c == '<') {
      words.addRaw(heredocOperator());
    } else if (c == '\'' && !lexer.skipProcessQuotes()) {
      words.addRaw(singleQuoted());
    } else if (c == '"' && !lexer.skipProcessQuotes()) {
      words.addRaw(doubleQuoted());
    } else if (c == lexer.escape()) {
      escaped(words);
    } else {
      words.add(next());
    }
  }

  private void escaped(Words words) {
    int escape = next();
    if (rawEscapes) {
      words.addRaw(escape);
    }
    if (peek() != END) {
      words.addRaw(next());
    }
  }

  /** {@code <<} and the blanks behind it: they belong to the word that names the heredoc. */
  private String heredocOperator() {
    int start = position;
    next();
    if (peek() == '<') {
      next();
      while (peek() == ' ' || peek() == '\t' || peek() == '\r') {
        next();
      }
    }
    return source.substring(start, position);
  }

  private String singleQuoted() {
    int start = position;
    next();
    int end = source.indexOf('\'', position);
    if (end < 0) {
      position = source.length();
      throw new Unfinished("unexpected end of statement while looking for matching single-quote");
    }
    position = end + 1;
    return lexer.rawQuotes() ? source.substring(start, position) : source.substring(start + 1, end);
  }

  private String doubleQuoted() {
    var out = new StringBuilder();
    quoteCharacter(out);
    while (peek() != '"') {
      int c = peek();
      if (c == END) {
        throw new Unfinished("unexpected end of statement while looking for matching double-quote");
      } else if (c == '$') {
        out.append(dollar());
      } else if (c == lexer.escape()) {
        escapedInQuotes(out);
      } else {
        out.appendCodePoint(next());
      }
    }
    quoteCharacter(out);
    return out.toString();
  }

  private void quoteCharacter(StringBuilder out) {
    int quote = next();
    if (lexer.rawQuotes()) {
      out.appendCodePoint(quote);
    }
  }

  /** In double quotes only the quote, the dollar and the escape character itself are escapable. */
  private void escapedInQuotes(StringBuilder out) {
    int escape = next();
    int c = peek();
    boolean escapable = c == '"' || c == '$' || c == lexer.escape();
    if (rawEscapes || (!escapable && c != END)) {
      out.appendCodePoint(escape);
    }
    if (escapable) {
      out.appendCodePoint(next());
    }
  }

  private String dollar() {
    next();
    if (peek() == '{') {
      next();
      return braced();
    }
    String name = name();
    if (name.isEmpty()) {
      return "$";
    }
    Optional<String> value = lookUp(name);
    return value.isEmpty() && lexer.skipUnsetVariables() ? "$" + name : value.orElse("");
  }

  private String braced() {
    switch (peek()) {
      case END -> throw new Malformed("syntax error: missing '}'");
      case '{', '}', ':' -> throw new Malformed("syntax error: bad substitution");
      default -> {
        // a name, read below
      }
    }
    String name = name();
    int operator = next();
    return switch (operator) {
      case END -> throw new Malformed("syntax error: missing '}'");
      case '}' -> plain(name);
      case '/' -> replacement(name);
      case ':' -> modified(name, ":", next());
      default -> modified(name, "", operator);
    };
  }

  private String plain(String name) {
    Optional<String> value = lookUp(name);
    return value.isEmpty() && lexer.skipUnsetVariables() ? "${" + name + "}" : value.orElse("");
  }

  private String modified(String name, String colon, int operator) {
    String written = operator == END ? colon : colon + Character.toString(operator);
    boolean trims = operator == '#' || operator == '%';
    if (MODIFIERS.indexOf(operator) < 0 || (trims && !colon.isEmpty())) {
      throw new Malformed("unsupported modifier (" + written + ") in substitution");
    }
    String word = operand('}', trims, "missing '}'");
    Optional<String> value = lookUp(name);
    if (value.isEmpty() && lexer.skipUnsetVariables()) {
      return "${" + name + written + word + "}";
    }
    boolean counts = value.isPresent() && (colon.isEmpty() || !value.get().isEmpty());
    return switch (operator) {
      case '-' -> counts ? value.orElse("") : word;
      case '+' -> counts ? word : "";
      case '?' -> counts ? value.orElse("") : demanded(name, word, value.isPresent());
      default -> trimmed(operator, word, value.orElse(""));
    };
  }

  private static String demanded(String name, String word, boolean isSet) {
    String otherwise = "is not allowed to be " + (isSet ? "empty" : "unset");
    throw new Malformed(name + ": " + (word.isEmpty() ? otherwise : word));
  }

  private static String trimmed(int operator, String word, String value) {
    boolean longest = !word.isEmpty() && word.charAt(0) == operator;
    Glob glob = Glob.compile(longest ? word.substring(1) : word);
    return operator == '#' ? glob.trimStart(value, longest) : glob.trimEnd(value, longest);
  }

  private String replacement(String name) {
    boolean all = peek() == '/';
    if (all) {
      next();
    }
    String pattern = operand('/', true, "missing '/' in ${}");
    String replacement = operand('}', true, "missing '}'");
    Optional<String> value = lookUp(name);
    if (value.isEmpty() && lexer.skipUnsetVariables()) {
      return "${" + name + (all ? "//" : "/") + pattern + "/" + replacement + "}";
    }
    Glob glob = Glob.compile(pattern);
    return all
        ? glob.replaceAll(value.orElse(""), replacement)
        : glob.replaceFirst(value.orElse(""), replacement);
  }

  private String operand(char stop, boolean keepEscapes, String missing) {
    try {
      return readUntil(stop, keepEscapes).text();
    } catch (Unfinished e) {
      throw new Malformed("syntax error: " + missing);
    }
  }

  /** Digits, one special parameter, or letters, digits and underscores; may be empty. */
  private String name() {
    int start = position;
    if (Character.isDigit(peek())) {
      while (Character.isDigit(peek())) {
        next();
      }
    } else if (peek() != END && "@*#?-$!".indexOf(peek()) >= 0) {
      next();
    } else {
      while (Character.isLetterOrDigit(peek()) || peek() == '_') {
        next();
      }
    }
    return source.substring(start, position);
  }

  private Optional<String> lookUp(String name) {
    Optional<String> value = Optional.ofNullable(environment.get(name));
    (value.isPresent() ? matched : unmatched).add(name);
    return value;
  }

  private int peek() {
    return position < source.length() ? source.codePointAt(position) : END;
  }

  private int next() {
    int c = peek();
    position += c == END ? 0 : Character.charCount(c);
    return c;
  }

  /** The word breaks the grammar, or a variable that it demands is missing. */
  private static class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  /** The word ends too early. */
  private static final class Unfinished extends Malformed {
    private static final long serialVersionUID = 1;

    Unfinished(String message) {
      super(message);
    }
  }
}
