package io.drydock.lint;

import io.drydock.dockerfile.parser.Heredoc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Comments that stand behind an instruction on its line, where builders take them for words. Those
 * behind RUN and commands are the shell's, and no mistake.
 */
public final class TrailingComments {
  private static final Set<String> KEYWORDS =
      Set.of(
          "FROM",
          "COPY",
          "ADD",
          "WORKDIR",
          "USER",
          "EXPOSE",
          "VOLUME",
          "ENV",
          "LABEL",
          "ARG",
          "STOPSIGNAL");
  private static final Set<String> WITH_HEREDOCS = Set.of("RUN", "COPY", "ADD");

  private final String text;
  private final List<Comment> comments = new ArrayList<>();
  private final List<String> heredocs = new ArrayList<>();
  private boolean continued;

  private TrailingComments(String text) {
    this.text = text;
  }

  /**
   * One of them.
   *
   * @param line counted from 1
   * @param lineStart where its line begins in the text, counted from 0
   * @param start where {@code #} stands
   * @param end behind its last character
   */
  public record Comment(int line, int lineStart, int start, int end) {}

  /** Those of a Dockerfile. */
  public static List<Comment> in(String text) {
    return text.contains(" #") || text.contains("\t#")
        ? new TrailingComments(text).find()
        : List.of();
  }

  /** The text with blanks in their place, so that everything else stays where it is. */
  static String hidden(String text) {
    var hidden = new StringBuilder(text);
    for (Comment each : in(text)) {
      hidden.replace(each.start(), each.end(), " ".repeat(each.end() - each.start()));
    }
    return hidden.toString();
  }

  private List<Comment> find() {
    int start = 0;
    for (int line = 1; start < text.length(); line++) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      line(line, start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
      start = end + 1;
    }
    return comments;
  }

  private void line(int number, int start, int end) {
    String line = text.substring(start, end);
    if (!heredocs.isEmpty()) {
      if (line.stripLeading().equals(heredocs.getFirst())) {
        heredocs.removeFirst();
      }
      return;
    }
    String stripped = line.strip();
    if (stripped.startsWith("#")) {
      return;
    }
    String keyword = stripped.split("\\s", 2)[0].toUpperCase(Locale.ROOT);
    if (WITH_HEREDOCS.contains(keyword)) {
      for (String word : stripped.split("\\s+")) {
        Heredoc.marker(word).ifPresent(marker -> heredocs.add(marker.name()));
      }
    }
    int comment = !continued && KEYWORDS.contains(keyword) ? comment(line) : -1;
    if (comment >= 0) {
      comments.add(new Comment(number, start, start + comment, end));
    }
    continued = comment < 0 && (stripped.endsWith("\\") || stripped.endsWith("`"));
  }

  /** Where a {@code #} between blanks stands outside of quotes, or -1. */
  private static int comment(String line) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '#'
          && i > 0
          && Character.isWhitespace(line.charAt(i - 1))
          && (i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1)))) {
        return i;
      }
    }
    return -1;
  }
}
