package io.drydock.dockerfile.parser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.dockerfile.text.Blank;
import io.drydock.dockerfile.text.Quote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of an instruction by the rule of its keyword.
 *
 * @param json whether they were a JSON array
 */
record Arguments(List<String> words, boolean json) {
  private static final Arguments NONE = new Arguments(List.of(), false);

  /**
   * Reads what follows the keyword and its flags. Of a keyword that does not exist all that remains
   * is one empty word: naming it wrong is reported later, with its place.
   *
   * @param name the keyword in upper case
   */
  static Arguments read(String name, String rest, char escape) {
    return switch (name) {
      case "ADD", "COPY", "VOLUME" -> json(rest).orElseGet(() -> separated(rest));
      case "CMD", "ENTRYPOINT", "RUN", "SHELL" -> json(rest).orElseGet(() -> text(rest));
      case "EXPOSE", "FROM" -> separated(rest);
      case "MAINTAINER", "STOPSIGNAL", "USER", "WORKDIR" -> text(rest);
      case "ARG" -> plain(quotedWords(rest, escape));
      case "ENV", "LABEL" -> assignments(name, rest, escape);
      case "HEALTHCHECK" -> healthcheck(rest);
      case "ONBUILD" -> NONE;
      default -> plain(List.of(""));
    };
  }

  private static Arguments plain(List<String> words) {
    return new Arguments(words, false);
  }

  private static Arguments text(String rest) {
    return rest.isEmpty() ? NONE : plain(List.of(rest));
  }

  private static Arguments separated(String rest) {
    if (rest.isEmpty()) {
      return NONE;
    }
    var words = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < rest.length(); i++) {
      if (Blank.isSeparator(rest.charAt(i))) {
        words.add(rest.substring(start, i));
        while (i + 1 < rest.length() && Blank.isSeparator(rest.charAt(i + 1))) {
          i++;
        }
        start = i + 1;
      }
    }
    words.add(rest.substring(start));
    return plain(words);
  }

  /** The strings of a JSON array; empty when the text is not valid JSON or not an array. */
  private static Optional<Arguments> json(String rest) {
    String text = Blank.trimStart(rest);
    if (!text.startsWith("[")) {
      return Optional.empty();
    }
    JsonElement element;
    try {
      element = Json.parse(text.getBytes(StandardCharsets.UTF_8), "argument");
    } catch (DrydockException e) {
      return Optional.empty();
    }
    var words = new ArrayList<String>();
    for (JsonElement each : (JsonArray) element) {
      if (!(each instanceof JsonPrimitive primitive && primitive.isString())) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "when using JSON array syntax, arrays must be comprised of strings only");
      }
      words.add(each.getAsString());
    }
    return Optional.of(new Arguments(words, true));
  }

  private static Arguments healthcheck(String rest) {
    int end = 0;
    while (end < rest.length() && !Blank.isSpace(rest.charAt(end))) {
      end++;
    }
    if (end == 0) {
      return NONE;
    }
    String command = Blank.trimStart(rest.substring(end));
    Arguments arguments = json(command).orElseGet(() -> text(command));
    var words = new ArrayList<String>();
    words.add(rest.substring(0, end));
    words.addAll(arguments.words());
    return new Arguments(words, arguments.json());
  }

  /** Three words for each assignment: name, value, and what stood between them. */
  private static Arguments assignments(String name, String rest, char escape) {
    List<String> words = quotedWords(rest, escape);
    if (words.isEmpty()) {
      return NONE;
    }
    if (words.getFirst().indexOf('=') < 0) {
      return legacyAssignment(name, rest);
    }
    var triples = new ArrayList<String>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "can't find = in " + Quote.quote(word) + "; it must be of the form name=value");
      }
      triples.addAll(List.of(word.substring(0, equals), word.substring(equals + 1), "="));
    }
    return plain(triples);
  }

  private static Arguments legacyAssignment(String name, String rest) {
    int end = 0;
    while (end < rest.length() && !Blank.isSeparator(rest.charAt(end))) {
      end++;
    }
    int start = end;
    while (start < rest.length() && Blank.isSeparator(rest.charAt(start))) {
      start++;
    }
    if (start == end) {
      throw new DrydockException(ErrorKind.INVALID, name + " must have two arguments");
    }
    return plain(List.of(rest.substring(0, end), rest.substring(start), ""));
  }

  /** Words split at white space outside of quotes; quotes and escapes stay in them. */
  private static List<String> quotedWords(String rest, char escape) {
    var words = new ArrayList<String>();
    int start = -1;
    char quote = 0;
    var word = new StringBuilder();
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (quote == 0 && Blank.isSpace(c)) {
        if (start >= 0) {
          words.add(word.toString());
          word.setLength(0);
          start = -1;
        }
        continue;
      }
      start = start < 0 ? i : start;
      if (c == escape && quote != '\'') {
        if (i + 1 < rest.length()) {
          word.append(c).append(rest.charAt(++i));
        }
        continue;
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      }
      word.append(c);
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}
