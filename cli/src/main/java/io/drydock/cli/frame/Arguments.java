package io.drydock.cli.frame;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of one call, read by a command's {@link Spec}.
 *
 * @param values of each flag that was given, in order
 * @param positional what was no flag
 */
public record Arguments(Map<String, List<String>> values, List<String> positional) {

  /** The same with a further value of a flag. */
  public Arguments with(String flag, String value) {
    var more = new LinkedHashMap<>(values);
    more.put(flag, List.of(value));
    return new Arguments(more, positional);
  }

  /** The same with the flags that stood before the command's name, each before what it has here. */
  public Arguments after(Arguments before) {
    var all = new LinkedHashMap<String, List<String>>();
    before.values.forEach((flag, given) -> all.put(flag, new ArrayList<>(given)));
    values.forEach(
        (flag, given) -> all.computeIfAbsent(flag, _ -> new ArrayList<>()).addAll(given));
    return new Arguments(all, positional);
  }

  public boolean given(String flag) {
    return values.containsKey(flag);
  }

  /** Whether a boolean flag is on. */
  public boolean on(String flag) {
    return value(flag).map("true"::equals).orElse(false);
  }

  /** The value of a flag, the last one if it was given several times. */
  public Optional<String> value(String flag) {
    List<String> all = values.get(flag);
    return all == null ? Optional.empty() : Optional.of(all.getLast());
  }

  public String value(String flag, String otherwise) {
    return value(flag).orElse(otherwise);
  }

  /** All values of a flag, in order. */
  public List<String> all(String flag) {
    return values.getOrDefault(flag, List.of());
  }

  public String argument(int index) {
    return positional.get(index);
  }

  /**
   * The flag's whole number.
   *
   * @throws DrydockException of kind USAGE when it is none
   */
  public int number(String flag, int otherwise) {
    String text = value(flag).orElse("");
    try {
      return text.isEmpty() ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new DrydockException(
          ErrorKind.USAGE,
          "invalid argument \"" + text + "\" for \"--" + flag + "\" flag: not a number",
          e);
    }
  }
}
