package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;

/** Builds, with a shell where a step fails or where the user wants one. */
final class BuildDebugCommand implements Command {
  @Override
  public Spec spec() {
    return BuildFlags.add(
            Spec.of("build debug [OPTIONS] PATH | URL | -", "Build with a shell in the failed step")
                .arguments(1, 1)
                .details(
                    """
                    When a RUN step fails, a shell opens in it: with the files as the command left them, and the
                    step's mounts, variables, user and working directory. On a terminal it is interactive; else it
                    reads commands from standard input. The build then ends with the step's error.

                    --invoke opens one after a step that succeeds: --invoke=STAGE, STAGE:NUMBER, LINE or nothing for
                    the last step; a command may follow: --invoke=build:2,'ls -l'. The build then goes on.\
                    """))
        .flag("list", Kind.BOOL, "List the steps that a shell can be opened in, and build nothing");
  }

  @Override
  public int run(Session session, Arguments arguments) throws Exception {
    Arguments wanted =
        arguments.on("list")
            ? arguments.with("print", "steps")
            : arguments.given("on-error") ? arguments : arguments.with("on-error", "shell");
    return new BuildCommand().run(session, wanted);
  }
}
