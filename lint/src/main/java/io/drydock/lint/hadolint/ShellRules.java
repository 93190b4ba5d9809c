package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.shell.ShellCommand;
import java.util.List;
import java.util.Optional;

/** Rules about the shell that runs a RUN. */
final class ShellRules {
  /** Shells that have the option under this name; dash and busybox as sh may not. */
  private static final List<String> HAVE_PIPEFAIL = List.of("bash", "zsh", "ash", "ksh");

  private ShellRules() {}

  static void addTo(RuleBook book) {
    book.addForRuns(
        "DL4006",
        warning(
            "the RUN has a pipe, and the shell is not told to mind its failures",
            "A pipe succeeds when its last command does, so a failed download goes unnoticed.",
            "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"] before it"),
        ShellRules::pipe);
  }

  private static Optional<Fault> pipe(RunStep run) {
    if (run.script().pipes().isEmpty()
        || hasPipefail(run.shell())
        || run.commands().stream().anyMatch(ShellRules::setsPipefail)) {
      return Optional.empty();
    }
    int first = run.script().pipes().getFirst();
    return Optional.of(
        Fault.at(
            run.offset(first).map(run.lines()::location).orElseGet(run::location),
            "the RUN has a pipe, and the shell is not told to mind its failures"));
  }

  private static boolean hasPipefail(Shell shell) {
    List<String> words = shell.words();
    for (int i = 1; i + 1 < words.size(); i++) {
      boolean option = words.get(i).startsWith("-") && words.get(i).endsWith("o");
      if (option && words.get(i + 1).equals("pipefail")) {
        return HAVE_PIPEFAIL.contains(shell.name());
      }
    }
    return false;
  }

  private static boolean setsPipefail(ShellCommand command) {
    return command.name().equals("set")
        && command.arguments().stream().anyMatch(each -> each.text().equals("pipefail"));
  }
}
