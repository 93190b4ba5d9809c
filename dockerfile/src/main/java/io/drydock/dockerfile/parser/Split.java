package io.drydock.dockerfile.parser;

import io.drydock.dockerfile.text.Blank;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of an instruction taken apart.
 *
 * @param flags the {@code --words} behind the keyword, with quotes and escapes removed
 * @param rest what follows, trimmed
 */
record Split(String keyword, List<String> flags, String rest) {

  static Split of(String line, char escape) {
    String text = Blank.trim(line);
    int end = 0;
    while (end < text.length() && !Blank.isSeparator(text.charAt(end))) {
      end++;
    }
    int start = end;
    while (start < text.length() && Blank.isSeparator(text.charAt(start))) {
      start++;
    }
    return new FlagReader(text, start, escape).read(text.substring(0, end));
  }

  /** Reads flags up to the first word that is none, or over a {@code --} of its own. */
  private static final class FlagReader {
    private final String text;
    private final char escape;
    private final List<String> flags = new ArrayList<>();
    private int position;

    FlagReader(String text, int position, char escape) {
      this.text = text;
      this.position = position;
      this.escape = escape;
    }

    Split read(String keyword) {
      skipSpace();
      while (text.startsWith("--", position)) {
        String flag = flag();
        if (flag.equals("--")) {
          break;
        }
        flags.add(flag);
        skipSpace();
      }
      return new Split(keyword, flags, Blank.trim(text.substring(position)));
    }

    private void skipSpace() {
      while (position < text.length() && Blank.isSpace(text.charAt(position))) {
        position++;
      }
    }

    private String flag() {
      var flag = new StringBuilder();
      char quote = 0;
      for (; position < text.length(); position++) {
        char c = text.charAt(position);
        if (quote == 0 && Blank.isSpace(c)) {
          break;
        } else if (c == escape) {
          position++;
          if (position < text.length()) {
            flag.append(text.charAt(position));
          }
        } else if (quote == 0 && (c == '\'' || c == '"')) {
          quote = c;
        } else if (c == quote) {
          quote = 0;
        } else {
          flag.append(c);
        }
      }
      position = Math.min(position, text.length());
      return flag.toString();
    }
  }
}
