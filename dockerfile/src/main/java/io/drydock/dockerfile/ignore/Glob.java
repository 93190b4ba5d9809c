package io.drydock.dockerfile.ignore;

import java.util.BitSet;
import java.util.List;

/**
 * A path pattern with wildcards, compiled: {@code *} and {@code ?} stay within one name, {@code
 * **}{@code /} stands for any number of directories, {@code [a-z]} and {@code [^a-z]} for one
 * character, and the backslash takes the next character literally.
 */
final class Glob {
  private static final int MEMO_FROM_WILDCARDS = 3;

  private static final BitSet UNUSED = new BitSet(0);

  private final List<Token> tokens;
  private final long wildcards;

  Glob(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
    this.wildcards = tokens.stream().filter(Token::isWildcard).count();
  }

  /** What a pattern is made of. */
  sealed interface Token {
    /** Whether it stands for more than one character. */
    default boolean isWildcard() {
      return false;
    }

    /** As part of a regular expression. */
    String expression();

    record Literal(int character, boolean escaped) implements Token {
      @Override
      public String expression() {
        boolean special = ".+()|{}$\\".indexOf(character) >= 0;
        return (special || escaped ? "\\" : "") + Character.toString(character);
      }
    }

    /** {@code ?} */
    record AnyInName() implements Token {
      @Override
      public String expression() {
        return "[^/]";
      }
    }

    /** Characters and ranges between brackets, as pairs of first and last. */
    record OneOf(boolean negated, List<Integer> ranges, String text) implements Token {
      boolean accepts(int c) {
        for (int i = 0; i < ranges.size(); i += 2) {
          if (ranges.get(i) <= c && c <= ranges.get(i + 1)) {
            return !negated;
          }
        }
        return negated;
      }

      @Override
      public String expression() {
        return text;
      }
    }

    /** {@code *} */
    record Name() implements Token {
      @Override
      public boolean isWildcard() {
        return true;
      }

      @Override
      public String expression() {
        return "[^/]*";
      }
    }

    /** {@code **}{@code /}, or {@code **} before something else. */
    record Directories() implements Token {
      @Override
      public boolean isWildcard() {
        return true;
      }

      @Override
      public String expression() {
        return "(.*/)?";
      }
    }

    /** {@code **} at the end. */
    record Rest() implements Token {
      @Override
      public boolean isWildcard() {
        return true;
      }

      @Override
      public String expression() {
        return ".*";
      }
    }
  }

  /** How much of the path a match has to cover. */
  enum Extent {
    /** The whole path. */
    WHOLE,
    /** The whole path, or that of a directory above it. */
    WHOLE_OR_PARENT,
    /** Not even the whole pattern: something could follow that makes the rest match. */
    BEGINNING
  }

  boolean matches(String path, Extent extent) {
    return new Attempt(path, extent).matches(0, 0);
  }

  String expression() {
    var out = new StringBuilder("^");
    tokens.forEach(each -> out.append(each.expression()));
    return out.append('$').toString();
  }

  /** One match of one path: backtracking that remembers what failed where that pays. */
  private final class Attempt {
    private final String path;
    private final Extent extent;
    private final BitSet tried = wildcards < MEMO_FROM_WILDCARDS ? UNUSED : new BitSet();

    Attempt(String path, Extent extent) {
      this.path = path;
      this.extent = extent;
    }

    boolean matches(int token, int position) {
      int i = position;
      for (int t = token; t < tokens.size(); t++) {
        Token each = tokens.get(t);
        if (each.isWildcard()) {
          return wildcard(each, t, i);
        }
        if (i == path.length()) {
          return extent == Extent.BEGINNING;
        }
        int c = path.codePointAt(i);
        if (!accepts(each, c)) {
          return false;
        }
        i += Character.charCount(c);
      }
      return i == path.length() || (extent == Extent.WHOLE_OR_PARENT && path.charAt(i) == '/');
    }

    private boolean wildcard(Token token, int t, int position) {
      return switch (token) {
        case Token.Name() -> name(t, position);
        case Token.Directories() -> directories(t, position);
        default -> true;
      };
    }

    private boolean name(int t, int position) {
      for (int i = position; !hasFailed(t, i); i++) {
        if (matches(t + 1, i)) {
          return true;
        }
        if (i == path.length()) {
          return extent == Extent.BEGINNING;
        }
        if (path.charAt(i) == '/') {
          return false;
        }
      }
      return false;
    }

    private boolean directories(int t, int position) {
      int i = position;
      while (!hasFailed(t, i)) {
        if (matches(t + 1, i)) {
          return true;
        }
        int slash = path.indexOf('/', i);
        if (slash < 0) {
          return extent == Extent.BEGINNING;
        }
        i = slash + 1;
      }
      return false;
    }

    /**
     * Whether the wildcard was tried at the position before. It failed then, and with it all that
     * comes behind: a success ends the whole attempt.
     */
    private boolean hasFailed(int t, int position) {
      if (wildcards < MEMO_FROM_WILDCARDS) {
        return false;
      }
      int key = t * (path.length() + 1) + position;
      boolean known = tried.get(key);
      tried.set(key);
      return known;
    }

    private static boolean accepts(Token token, int c) {
      return switch (token) {
        case Token.Literal literal -> literal.character() == c;
        case Token.AnyInName() -> c != '/';
        case Token.OneOf oneOf -> oneOf.accepts(c);
        default -> false;
      };
    }
  }
}
