package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Values of the form {@code NAME=VALUE}: variables, labels, options. */
public final class Pairs {
  private Pairs() {}

  /** The pairs by name; one without {@code =} has an empty value; the last of a name counts. */
  public static SequencedMap<String, String> map(Collection<String> pairs) {
    var map = new LinkedHashMap<String, String>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      map.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : pair.substring(equals + 1));
    }
    return map;
  }

  /**
   * A variable of {@code --env}: without {@code =} it takes the caller's value, if there is one.
   */
  public static String variable(String text, Map<String, String> environment) {
    int equals = text.indexOf('=');
    if (equals == 0 || text.isEmpty()) {
      throw invalid("invalid environment variable: " + text);
    }
    String value = environment.get(text);
    return equals > 0 || value == null ? text : text + "=" + value;
  }

  /** A label of {@code --label}. */
  public static String label(String text) {
    if (text.startsWith("=") || text.isEmpty()) {
      throw invalid("invalid label '" + text + "': empty name");
    }
    return text;
  }

  /** Each name once, where it came first and with the value that came last. */
  public static List<String> unique(List<String> pairs) {
    var byName = new LinkedHashMap<String, String>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      byName.put(equals < 0 ? pair : pair.substring(0, equals), pair);
    }
    return List.copyOf(byName.values());
  }

  /** The variables of a file of {@code --env-file}; those without a value come from the caller. */
  public static List<String> variables(Path file, String name, Map<String, String> environment) {
    var found = new ArrayList<String>();
    for (String line : lines(file, name)) {
      int equals = line.indexOf('=');
      requireName(line, equals, name, "variable");
      String value = environment.get(line);
      if (equals >= 0) {
        found.add(line);
      } else if (value != null) {
        found.add(line + "=" + value);
      }
    }
    return found;
  }

  /** The labels of a file of {@code --label-file}; lines without a value are passed over. */
  public static List<String> labels(Path file, String name) {
    var found = new ArrayList<String>();
    for (String line : lines(file, name)) {
      int equals = line.indexOf('=');
      requireName(line, equals, name, "label");
      if (equals >= 0) {
        found.add(line);
      }
    }
    return found;
  }

  private static void requireName(String line, int equals, String file, String what) {
    String name = equals < 0 ? line : line.substring(0, equals);
    if (name.isEmpty()) {
      throw invalid("invalid env file (" + file + "): no variable name on line '" + line + "'");
    }
    if (name.chars().anyMatch(c -> c == ' ' || c == '\t')) {
      throw invalid(
          "invalid env file (" + file + "): " + what + " '" + name + "' contains whitespaces");
    }
  }

  /** Lines that say something: neither empty nor a comment, without white space before them. */
  private static List<String> lines(Path file, String name) {
    try {
      var found = new ArrayList<String>();
      for (String line : Files.readAllLines(file)) {
        String text = line.stripLeading();
        if (!text.isEmpty() && !text.startsWith("#")) {
          found.add(text);
        }
      }
      return found;
    } catch (NoSuchFileException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "open " + name + ": no such file or directory", e);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read " + name + ": " + e.getMessage(), e);
    }
  }
}
