package io.drydock.lint.hadolint;

import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.shell.OptionSyntax;
import io.drydock.lint.shell.ShellCommand;
import io.drydock.lint.shell.ShellWord;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files that a command leaves in the layer unless a later one of the same RUN removes them.
 *
 * @param leaves whether a command leaves such files
 * @param removes whether a command removes them
 * @param remedy the command that removes them, for the fix
 */
record Leftovers(Predicate<ShellCommand> leaves, Predicate<ShellCommand> removes, String remedy) {
  private static final Tool RM = Tool.of("rm", OptionSyntax.getopt());

  /** The command whose files stay, if any do. */
  Optional<ShellCommand> of(RunStep run) {
    Optional<ShellCommand> left = Optional.empty();
    for (ShellCommand each : run.commands()) {
      if (leaves.test(each)) {
        left = Optional.of(each);
      }
      if (removes.test(each)) {
        left = Optional.empty();
      }
    }
    return left;
  }

  /** A fault for the RUN if the files stay. */
  Optional<Fault> fault(RunStep run, String message) {
    return of(run).map(each -> Fault.at(run.location(each), message).with(run.afterwards(remedy)));
  }

  /** Whether the command deletes one of the directories, all in it, or one around it. */
  static boolean deletes(ShellCommand command, List<String> directories) {
    return RM.options(command).stream()
        .flatMap(options -> options.operands().stream())
        .map(ShellWord::text)
        .map(Leftovers::directory)
        .anyMatch(each ->
            !each.isEmpty()
                && directories.stream().anyMatch(all -> (all + "/").startsWith(each + "/")));
  }

  private static String directory(String path) {
    String all = path.endsWith("*") ? path.substring(0, path.length() - 1) : path;
    return all.endsWith("/") ? all.substring(0, all.length() - 1) : all;
  }
}
