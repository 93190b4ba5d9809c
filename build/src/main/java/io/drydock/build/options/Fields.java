package io.drydock.build.options;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A flag's value made of fields, {@code type=local,dest=out}, as one CSV record: a field in double
 * quotes may hold commas.
 *
 * @param flag names the flag in errors
 */
public record Fields(String flag, String text, Map<String, String> values) {

  /**
   * The fields of the text. A field without {@code =} has an empty value.
   *
   * @throws DrydockException of kind INVALID for a field twice or an unclosed quote
   */
  public static Fields parse(String flag, String text) {
    var values = new LinkedHashMap<String, String>();
    for (String field : split(flag, text)) {
      int equals = field.indexOf('=');
      String key =
          (equals < 0 ? field : field.substring(0, equals))
              .strip()
              .toLowerCase(java.util.Locale.ROOT);
      if (values.putIfAbsent(key, equals < 0 ? "" : field.substring(equals + 1)) != null) {
        throw new DrydockException(
            ErrorKind.INVALID, "--" + flag + " " + text + ": \"" + key + "\" is given twice");
      }
    }
    return new Fields(flag, text, values);
  }

  private static List<String> split(String flag, String text) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new DrydockException(
          ErrorKind.INVALID, "--" + flag + " " + text + ": a quote is not closed");
    }
    fields.add(field.toString());
    return fields;
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The first of several names for one field that is given. */
  public Optional<String> any(String... keys) {
    for (String key : keys) {
      if (values.containsKey(key)) {
        return get(key);
      }
    }
    return Optional.empty();
  }

  /**
   * The field's value.
   *
   * @throws DrydockException of kind INVALID when it is not given
   */
  public String required(String key) {
    return get(key)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.INVALID, "--" + flag + " " + text + ": \"" + key + "\" is required"));
  }

  /**
   * A switch: on when it stands alone, as Go reads it otherwise.
   *
   * @param absent what it is when it is not given
   * @throws DrydockException of kind INVALID for anything but true and false
   */
  public boolean on(String key, boolean absent) {
    String value = values.get(key);
    if (value == null) {
      return absent;
    }
    return switch (value) {
      case "", "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "--" + flag + " " + text + ": \"" + key + "\" is true or false, not " + value);
    };
  }

  /**
   * Refuses fields of other names.
   *
   * @throws DrydockException of kind INVALID that names the field and those that exist
   */
  public Fields only(Set<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw unknown(key, known);
      }
    }
    return this;
  }

  /** The error for a field of a name that is not known. */
  DrydockException unknown(String key, Set<String> known) {
    List<String> names = known.stream().sorted().toList();
    var error =
        new DrydockException(
            ErrorKind.INVALID,
            "--"
                + flag
                + " "
                + text
                + ": unknown field \""
                + key
                + "\"; known are "
                + String.join(", ", names));
    return Suggestion.closest(key, names)
        .map(close -> error.withHint("Did you mean " + close + "?"))
        .orElse(error);
  }
}
