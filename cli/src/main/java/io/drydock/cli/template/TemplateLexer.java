package io.drydock.cli.template;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into texts and actions, and actions into words. */
final class TemplateLexer {
  /** A text, or the words of an action. */
  record Piece(boolean isAction, String text, List<String> words) {}

  private TemplateLexer() {}

  static List<Piece> pieces(String template) {
    var pieces = new ArrayList<Piece>();
    int at = 0;
    boolean trim = false;
    while (at < template.length()) {
      int open = template.indexOf("{{", at);
      String text = template.substring(at, open < 0 ? template.length() : open);
      boolean trimEnd = open >= 0 && template.startsWith("{{- ", open);
      text = trim ? text.stripLeading() : text;
      pieces.add(new Piece(false, trimEnd ? text.stripTrailing() : text, List.of()));
      if (open < 0) {
        return pieces;
      }
      int close = close(template, open + 2);
      trim = template.startsWith(" -}}", close - 2);
      String action =
          template.substring(open + (trimEnd ? 3 : 2), trim ? close - 1 : close).strip();
      if (!action.startsWith("/*")) {
        pieces.add(new Piece(true, action, words(action)));
      }
      at = close + 2;
    }
    return pieces;
  }

  /** Where the action ends, behind what is quoted. */
  private static int close(String template, int from) {
    char quote = 0;
    for (int i = from; i < template.length(); i++) {
      char c = template.charAt(i);
      if (quote != 0) {
        if (c == '\\' && quote == '"') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '`') {
        quote = c;
      } else if (template.startsWith("}}", i)) {
        return i;
      }
    }
    throw error("unclosed action");
  }

  private static List<String> words(String action) {
    var words = new ArrayList<String>();
    int i = 0;
    while (i < action.length()) {
      char c = action.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
        continue;
      }
      int end = wordEnd(action, i);
      words.add(action.substring(i, end));
      i = end;
    }
    return words;
  }

  private static int wordEnd(String action, int start) {
    char c = action.charAt(start);
    if (c == '"' || c == '`') {
      int i = start + 1;
      while (i < action.length() && action.charAt(i) != c) {
        i += action.charAt(i) == '\\' && c == '"' ? 2 : 1;
      }
      if (i >= action.length()) {
        throw error("unterminated quoted string");
      }
      return i + 1;
    }
    if (action.startsWith(":=", start)) {
      return start + 2;
    }
    if ("|(),=".indexOf(c) >= 0) {
      return start + 1;
    }
    int i = start;
    while (i < action.length()
        && !Character.isWhitespace(action.charAt(i))
        && "|(),=\"`".indexOf(action.charAt(i)) < 0
        && !action.startsWith(":=", i)) {
      i++;
    }
    return i;
  }

  static DrydockException error(String message) {
    return new DrydockException(
        ErrorKind.INVALID, "template parsing error: template: :1: " + message);
  }
}
