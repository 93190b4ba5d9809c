package io.drydock.cli.frame;

import io.drydock.bake.value.CsvText;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads words as docker does: {@code --name=value}, {@code --name value}, {@code -nvalue}, {@code
 * -abc}.
 */
public final class FlagParser {
  private final Spec spec;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> positional = new ArrayList<>();
  private final List<String> words;
  private int next;

  private FlagParser(Spec spec, List<String> words) {
    this.spec = spec;
    this.words = words;
  }

  /**
   * The arguments that the words are.
   *
   * @throws DrydockException of kind USAGE for an unknown flag, a missing or an ill-formed value
   */
  public static Arguments parse(Spec spec, List<String> words) {
    var parser = new FlagParser(spec, words);
    parser.run();
    return new Arguments(parser.values, List.copyOf(parser.positional));
  }

  private void run() {
    while (next < words.size()) {
      String word = words.get(next++);
      if (word.equals("--")) {
        rest();
      } else if (word.startsWith("--")) {
        longFlag(word);
      } else if (word.startsWith("-") && word.length() > 1) {
        shortFlags(word);
      } else {
        positional.add(word);
        if (!spec.interspersed()) {
          rest();
        }
      }
    }
  }

  private void rest() {
    positional.addAll(words.subList(next, words.size()));
    next = words.size();
  }

  private void longFlag(String word) {
    int equals = word.indexOf('=');
    String name = word.substring(2, equals < 0 ? word.length() : equals);
    if (name.equals("help")) {
      put("help", "true");
      return;
    }
    Flag flag = spec.flag(name).orElseThrow(() -> usage("unknown flag: --" + name));
    if (equals >= 0) {
      set(flag, word.substring(equals + 1));
    } else if (flag.kind() == Kind.BOOL) {
      set(flag, "true");
    } else if (flag.kind() == Kind.OPTIONAL) {
      set(flag, "");
    } else if (next < words.size()) {
      set(flag, words.get(next++));
    } else {
      throw usage("flag needs an argument: --" + name);
    }
  }

  private void shortFlags(String word) {
    for (int i = 1; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (letter == 'h' && spec.shorthand('h').isEmpty()) {
        put("help", "true");
        continue;
      }
      Flag flag =
          spec.shorthand(letter)
              .orElseThrow(() -> usage("unknown shorthand flag: '" + letter + "' in " + word));
      String after = word.substring(i + 1);
      if (flag.kind() == Kind.BOOL && !after.startsWith("=")) {
        set(flag, "true");
        continue;
      }
      if (!after.isEmpty()) {
        set(flag, after.startsWith("=") ? after.substring(1) : after);
      } else if (next < words.size()) {
        set(flag, words.get(next++));
      } else {
        throw usage("flag needs an argument: '" + letter + "' in " + word);
      }
      return;
    }
  }

  private void set(Flag flag, String value) {
    switch (flag.kind()) {
      case BOOL -> put(flag.name(), bool(flag, value));
      case STRINGS -> fields(value).forEach(each -> put(flag.name(), each));
      case INT -> put(flag.name(), number(flag, value, GoNumbers.Range.SIGNED));
      case UINT -> put(flag.name(), number(flag, value, GoNumbers.Range.UNSIGNED));
      case UINT16 -> put(flag.name(), number(flag, value, GoNumbers.Range.UNSIGNED_16));
      case STRING,
          OPTIONAL,
          BYTES,
          DURATION,
          FILTER,
          ULIMIT,
          LIST,
          STRING_ARRAY,
          DECIMAL,
          MAP,
          MOUNT,
          NETWORK,
          GPU_REQUEST,
          PAIRS ->
          put(flag.name(), value);
    }
  }

  private static String bool(Flag flag, String value) {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> "true";
      case "0", "f", "F", "false", "FALSE", "False" -> "false";
      default ->
          throw invalid(
              flag, value, "strconv.ParseBool: parsing \"" + value + "\": invalid syntax");
    };
  }

  private void put(String name, String value) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  /** The values between commas; one in double quotes may have commas in it. */
  private static List<String> fields(String value) {
    return value.indexOf('"') >= 0 ? CsvText.fields(value) : Arrays.asList(value.split(","));
  }

  private static String number(Flag flag, String value, GoNumbers.Range range) {
    try {
      return GoNumbers.decimal(value, range);
    } catch (NumberFormatException e) {
      throw invalid(flag, value, String.valueOf(e.getMessage()));
    }
  }

  private static DrydockException invalid(Flag flag, String value, String why) {
    return usage(flag.complaint(value, why));
  }

  private static DrydockException usage(String message) {
    return new DrydockException(ErrorKind.USAGE, message);
  }
}
