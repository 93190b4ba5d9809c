package io.drydock.dockerfile.shell;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Arrays;

/**
 * A pattern of {@code ${name#pattern}} and its kin: {@code *} and {@code ?} match within a line,
 * the backslash takes them literally. All work is linear in text times pattern.
 */
final class Glob {
  private static final int ANY = -1;
  private static final int STAR = -2;
  private static final int NONE = -1;

  private final int[] tokens;

  private Glob(int[] tokens) {
    this.tokens = tokens;
  }

  /**
   * @throws DrydockException for a backslash before anything but {@code * ? \ / }}
   */
  static Glob compile(String pattern) {
    int[] characters = pattern.codePoints().toArray();
    int[] tokens = new int[characters.length];
    int count = 0;
    for (int i = 0; i < characters.length; i++) {
      tokens[count++] =
          switch (characters[i]) {
            case '*' -> STAR;
            case '?' -> ANY;
            case '\\' -> escaped(pattern, characters, ++i);
            default -> characters[i];
          };
    }
    return new Glob(Arrays.copyOf(tokens, count));
  }

  private static int escaped(String pattern, int[] characters, int i) {
    if (i < characters.length && "*?\\/}".indexOf(characters[i]) >= 0) {
      return characters[i];
    }
    throw new DrydockException(
        ErrorKind.INVALID, "invalid escape in the pattern (" + pattern + ") of a substitution");
  }

  /** The text without the shortest or longest beginning that matches. */
  String trimStart(String text, boolean longest) {
    int[] characters = text.codePoints().toArray();
    int end = end(characters, 0, longest);
    return end <= 0 ? text : new String(characters, end, characters.length - end);
  }

  /** The text without the shortest or longest end that matches. */
  String trimEnd(String text, boolean longest) {
    var mirrored = new Glob(reversed(tokens));
    int[] characters = reversed(text.codePoints().toArray());
    int end = mirrored.end(characters, 0, longest);
    int kept = characters.length - Math.max(end, 0);
    return new String(reversed(characters), 0, kept);
  }

  /** The text with the first match replaced, each as far left and as long as possible. */
  String replaceFirst(String text, String replacement) {
    return replace(text, replacement, true);
  }

  /** The text with all matches replaced, each as far left and as long as possible. */
  String replaceAll(String text, String replacement) {
    return replace(text, replacement, false);
  }

  private String replace(String text, String replacement, boolean firstOnly) {
    int[] characters = text.codePoints().toArray();
    boolean[] starts = starts(characters);
    var out = new StringBuilder();
    int copied = 0;
    int position = 0;
    while ((position = next(starts, position)) != NONE) {
      int start = position;
      int end = end(characters, start, true);
      out.append(new String(characters, copied, start - copied));
      // An empty match right behind the one before it is none.
      if (end > copied || start == 0 || firstOnly) {
        out.append(replacement);
      }
      copied = end;
      if (firstOnly) {
        break;
      }
      position = Math.max(end, start + 1);
    }
    return out.append(new String(characters, copied, characters.length - copied)).toString();
  }

  private static int next(boolean[] starts, int from) {
    for (int i = from; i < starts.length; i++) {
      if (starts[i]) {
        return i;
      }
    }
    return NONE;
  }

  /** For each position whether a match begins there. */
  private boolean[] starts(int[] text) {
    boolean[] starts = new boolean[text.length + 1];
    boolean[] next = new boolean[tokens.length + 1];
    for (int i = text.length; i >= 0; i--) {
      boolean[] here = new boolean[tokens.length + 1];
      here[tokens.length] = true;
      for (int p = tokens.length - 1; p >= 0; p--) {
        boolean steps = i < text.length && accepts(tokens[p], text[i]);
        here[p] = tokens[p] == STAR ? here[p + 1] || (steps && next[p]) : steps && next[p + 1];
      }
      starts[i] = here[0];
      next = here;
    }
    return starts;
  }

  /** Where a match from the position ends, or {@link #NONE}. */
  private int end(int[] text, int start, boolean longest) {
    boolean[] states = new boolean[tokens.length + 1];
    states[0] = true;
    int end = NONE;
    for (int i = start; ; i++) {
      skipStars(states);
      if (states[tokens.length]) {
        end = i;
        if (!longest) {
          return end;
        }
      }
      if (i == text.length || !step(states, text[i])) {
        return end;
      }
    }
  }

  private void skipStars(boolean[] states) {
    for (int p = 0; p < tokens.length; p++) {
      states[p + 1] |= states[p] && tokens[p] == STAR;
    }
  }

  /** Moves all states over one character; false when none is left. */
  private boolean step(boolean[] states, int c) {
    boolean alive = false;
    for (int p = tokens.length; p >= 0; p--) {
      boolean stays = p < tokens.length && states[p] && tokens[p] == STAR && c != '\n';
      boolean comes = p > 0 && states[p - 1] && tokens[p - 1] != STAR && accepts(tokens[p - 1], c);
      states[p] = stays || comes;
      alive |= states[p];
    }
    return alive;
  }

  private static boolean accepts(int token, int c) {
    return token < 0 ? c != '\n' : token == c;
  }

  private static int[] reversed(int[] values) {
    int[] out = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      out[values.length - 1 - i] = values[i];
    }
    return out;
  }
}
