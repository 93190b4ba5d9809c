package io.drydock.dockerfile.ignore;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.Glob.Token;
import io.drydock.dockerfile.ignore.PathPattern.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one pattern. Most need no wildcard matching at all: the strategy says how they are matched.
 */
final class PatternCompiler {
  private static final int MOST_WILDCARDS = 200;

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private Strategy strategy = Strategy.EXACT;
  private int position;

  PatternCompiler(String text) {
    this.text = text;
  }

  /**
   * @throws DrydockException for open brackets, bad ranges and a trailing backslash
   */
  PathPattern compile() {
    while (position < text.length()) {
      boolean first = position == 0;
      int c = next();
      switch (c) {
        case '*' -> star(first);
        case '?' -> wildcard(new Token.AnyInName());
        case '[' -> wildcard(oneOf());
        case ']' -> wildcard(new Token.Literal(c, false));
        case '\\' -> wildcard(new Token.Literal(escaped(), true));
        default -> tokens.add(new Token.Literal(c, false));
      }
    }
    if (tokens.stream().filter(Token::isWildcard).count() > MOST_WILDCARDS) {
      throw malformed("more than " + MOST_WILDCARDS + " wildcards");
    }
    return new PathPattern(text, strategy, fixed(), new Glob(tokens));
  }

  private String fixed() {
    return switch (strategy) {
      case EXACT -> text;
      case PREFIX -> text.substring(0, text.length() - 2);
      case SUFFIX -> text.substring(2);
      case GLOB -> "";
    };
  }

  private void wildcard(Token token) {
    tokens.add(token);
    strategy = Strategy.GLOB;
  }

  private void star(boolean first) {
    if (peek() != '*') {
      wildcard(new Token.Name());
      return;
    }
    next();
    if (peek() == '/') {
      next();
    }
    if (position == text.length()) {
      tokens.add(new Token.Rest());
      strategy = strategy == Strategy.EXACT ? Strategy.PREFIX : Strategy.GLOB;
    } else {
      wildcard(new Token.Directories());
    }
    if (first) {
      strategy = Strategy.SUFFIX;
    }
  }

  private Token oneOf() {
    int start = position - 1;
    boolean negated = peek() == '^';
    if (negated) {
      next();
    }
    var ranges = new ArrayList<Integer>();
    do {
      int low = member();
      int high = low;
      if (peek() == '-') {
        next();
        high = member();
      }
      if (low > high) {
        throw malformed("range with its ends swapped");
      }
      ranges.add(low);
      ranges.add(high);
    } while (peek() != ']');
    next();
    return new Token.OneOf(negated, List.copyOf(ranges), text.substring(start, position));
  }

  private int member() {
    int c = next();
    return switch (c) {
      case '\\' -> escaped();
      case -1, '-', ']' -> throw malformed("bad character range");
      default -> c;
    };
  }

  private int escaped() {
    int c = next();
    if (c < 0) {
      throw malformed("nothing behind the backslash");
    }
    return c;
  }

  private int peek() {
    return position < text.length() ? text.codePointAt(position) : -1;
  }

  private int next() {
    int c = peek();
    position += c < 0 ? 0 : Character.charCount(c);
    return c;
  }

  private DrydockException malformed(String why) {
    return new DrydockException(ErrorKind.INVALID, "syntax error in pattern " + text + ": " + why);
  }
}
