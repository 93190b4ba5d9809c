package io.drydock.lint.hadolint;

import io.drydock.lint.shell.OptionSyntax;
import io.drydock.lint.shell.Options;
import io.drydock.lint.shell.ShellCommand;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program that rules know the options of.
 *
 * @param programs its names, as a pattern
 */
record Tool(Pattern programs, OptionSyntax syntax) {

  static Tool of(String programs, OptionSyntax syntax) {
    return new Tool(Pattern.compile(programs), syntax);
  }

  /** The arguments of the command, if it calls the tool. */
  Optional<Options> options(ShellCommand command) {
    return programs.matcher(command.program()).matches()
        ? Optional.of(syntax.read(command.arguments()))
        : Optional.empty();
  }

  boolean is(ShellCommand command) {
    return programs.matcher(command.program()).matches();
  }

  /** Whether the command calls the tool for one of these actions, by its first operands. */
  boolean does(ShellCommand command, List<String> verbs) {
    return options(command)
        .map(Options::operands)
        .filter(operands -> !operands.isEmpty() && verbs.contains(operands.getFirst().text()))
        .isPresent();
  }
}
