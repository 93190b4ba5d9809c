package io.drydock.composefile.env;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Environment files: a {@code NAME=value} a line, as docker compose reads {@code .env} and {@code
 * env_file}. Single quotes keep what they hold, double quotes know escapes, values name variables,
 * {@code export} may stand before and a comment behind.
 */
public final class DotEnv {
  private DotEnv() {}

  /**
   * The variables of a file, in its order. A name without a value is taken from outside, or left
   * out.
   *
   * @param file the file's name in errors
   * @param outer the variables from outside, which go before those that the file has set so far
   *     where a value names one
   * @throws DrydockException of kind INVALID, with the line, for a bad name, a quote that is not
   *     closed, or a demanded variable without a value
   */
  public static Map<String, String> parse(String text, String file, Variables outer) {
    return Collections.unmodifiableMap(new DotEnvParser(withoutMark(text), file, outer).parse());
  }

  /**
   * The variables of a file of {@code format: raw}: each line is taken as it stands, quotes and
   * dollar signs too.
   */
  public static Map<String, String> parseRaw(String text, String file, Variables outer) {
    var values = new LinkedHashMap<String, String>();
    int number = 0;
    for (String each : withoutMark(text).split("\r?\n", -1)) {
      number++;
      String line = each.stripLeading();
      if (!line.isEmpty() && !line.startsWith("#")) {
        addRaw(line, SourceLocation.line(file, number), values, outer);
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private static void addRaw(
      String line, SourceLocation where, Map<String, String> values, Variables outer) {
    int equals = line.indexOf('=');
    String name = equals < 0 ? line : line.substring(0, equals);
    if (name.isEmpty()) {
      throw invalid("no variable name on the line \"" + line + "\"", where);
    }
    if (name.chars().anyMatch(Character::isWhitespace)) {
      throw invalid("the variable \"" + name + "\" contains white space", where);
    }
    if (equals >= 0) {
      values.put(name, line.substring(equals + 1));
    } else {
      outer.get(name).ifPresent(value -> values.put(name, value));
    }
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  static DrydockException invalid(String message, SourceLocation where) {
    return new DrydockException(ErrorKind.INVALID, message).at(where);
  }
}
