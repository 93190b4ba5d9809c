package io.drydock.lint.shell;

import java.util.List;
import java.util.Optional;

/**
 * The arguments of a command, told apart.
 *
 * @param options in order, repeated where they are
 * @param operands what is no option, up to {@code --}
 * @param rest what stands behind {@code --}
 */
public record Options(List<Option> options, List<ShellWord> operands, List<ShellWord> rest) {
  public Options {
    options = List.copyOf(options);
    operands = List.copyOf(operands);
    rest = List.copyOf(rest);
  }

  /**
   * An option.
   *
   * @param name without dashes
   */
  public record Option(String name, Optional<String> value) {}

  /** Whether the option is given under any of these names. */
  public boolean has(String... names) {
    return count(names) > 0;
  }

  /** How often the option is given under any of these names. */
  public int count(String... names) {
    List<String> wanted = List.of(names);
    return (int) options.stream().filter(each -> wanted.contains(each.name())).count();
  }

  /** The values given for the option under any of these names. */
  public List<String> values(String... names) {
    List<String> wanted = List.of(names);
    return options.stream()
        .filter(each -> wanted.contains(each.name()))
        .flatMap(each -> each.value().stream())
        .toList();
  }
}
