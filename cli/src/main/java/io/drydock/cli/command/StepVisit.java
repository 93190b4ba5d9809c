package io.drydock.cli.command;

import io.drydock.build.Inspection;
import io.drydock.build.StepShell;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.cli.progress.Terminal;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Optional;

/** Opens a shell in a step: on the terminal, or for the commands on standard input. */
final class StepVisit {
  private final Session session;
  private final List<String> command;

  private StepVisit(Session session, List<String> command) {
    this.session = session;
    this.command = command;
  }

  /** What {@code --on-error} and {@code --invoke} ask for. */
  static Optional<Inspection> asked(Session session, Arguments arguments) {
    boolean onError =
        switch (arguments.value("on-error", "")) {
          case "shell" -> true;
          case "", "fail" -> false;
          default ->
              throw new DrydockException(
                  ErrorKind.INVALID,
                  "invalid argument \""
                      + arguments.value("on-error", "")
                      + "\" for \"--on-error\" flag: give shell or fail");
        };
    if (!onError && !arguments.given("invoke")) {
      return Optional.empty();
    }
    String invoke = arguments.value("invoke", "");
    int comma = invoke.indexOf(',');
    Optional<String> step =
        arguments.value("invoke").map(text -> comma < 0 ? text : text.substring(0, comma));
    List<String> command =
        comma < 0 || comma == invoke.length() - 1
            ? List.of()
            : List.of("/bin/sh", "-c", invoke.substring(comma + 1));
    return Optional.of(new Inspection(onError, step, new StepVisit(session, command)::visit));
  }

  private void visit(StepShell shell) {
    List<String> words = command.isEmpty() ? shell.shell() : command;
    session.out().flush();
    int code;
    if (Terminal.isInput() && Terminal.isErrorStream()) {
      session.err().println("\nIn " + shell.title() + "; leave with exit.");
      session.err().flush();
      code = shell.runOnTerminal(words);
    } else {
      code = shell.run(words, session.in(), session.out(), session.err());
    }
    session.out().flush();
    session.err().println("The shell in " + shell.title() + " ended with exit code " + code + ".");
  }
}
