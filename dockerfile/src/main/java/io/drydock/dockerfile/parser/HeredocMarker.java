package io.drydock.dockerfile.parser;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.dockerfile.text.Blank;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words like {@code <<EOF}, {@code 3<<-'EOF'}: the beginning of a heredoc. */
final class HeredocMarker {
  private static final ShellLexer PLAIN = new ShellLexer('\\').withUnsetVariablesKept();
  private static final ShellLexer QUOTED = PLAIN.withRawQuotes();
  private static final ShellLexer RAW = QUOTED.withRawEscapes();
  private static final int LARGEST_DESCRIPTOR_DIGITS = 9;

  private HeredocMarker() {}

  /** The heredocs that the line of an instruction announces, in order, without content. */
  static List<Heredoc> inLine(String line) {
    List<String> words;
    try {
      words = RAW.split(line, Map.of());
    } catch (DrydockException e) {
      // Text that is no shell words (an open quote) announces nothing.
      return List.of();
    }
    var heredocs = new ArrayList<Heredoc>();
    words.forEach(word -> read(word).ifPresent(heredocs::add));
    return heredocs;
  }

  /** As {@link #read}, but a name that cannot be lexed is no marker. */
  static Optional<Heredoc> parse(String word) {
    try {
      return read(word);
    } catch (DrydockException e) {
      return Optional.empty();
    }
  }

  private static Optional<Heredoc> read(String word) {
    int operator = skipDigits(word);
    if (!word.startsWith("<<", operator)) {
      return Optional.empty();
    }
    boolean chomp = word.startsWith("-", operator + 2);
    String rest = Blank.trimStart(word.substring(operator + (chomp ? 3 : 2)));
    if (rest.isEmpty() || rest.indexOf('<') >= 0) {
      return Optional.empty();
    }
    List<String> names = PLAIN.split(rest, Map.of());
    if (names.size() != 1) {
      return Optional.empty();
    }
    boolean expand = quotes(names.getFirst()) == quotes(QUOTED.expand(rest, Map.of()));
    return Optional.of(
        new Heredoc(names.getFirst(), descriptor(word, operator), expand, chomp, ""));
  }

  private static int skipDigits(String word) {
    int i = 0;
    while (i < word.length() && word.charAt(i) >= '0' && word.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static int descriptor(String word, int digits) {
    if (digits > LARGEST_DESCRIPTOR_DIGITS) {
      throw new DrydockException(
          ErrorKind.INVALID, "file descriptor of the heredoc is too large: " + word);
    }
    return digits == 0 ? 0 : Integer.parseInt(word.substring(0, digits));
  }

  private static long quotes(String text) {
    return text.chars().filter(c -> c == '\'' || c == '"').count();
  }

  static String withoutLeadingTabs(String content) {
    var out = new StringBuilder(content.length());
    var lines = new Lines(content);
    while (lines.hasNext()) {
      out.append(withoutTabs(lines.next()));
    }
    return out.toString();
  }

  static String withoutTabs(String line) {
    int start = 0;
    while (start < line.length() && line.charAt(start) == '\t') {
      start++;
    }
    return line.substring(start);
  }
}
