package io.drydock.cli;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;

/**
 * A command whose group has flags of its own, which may stand before and after the command's name.
 *
 * @param before what stood before the name
 */
record CommandOfGroup(Command command, Spec flags, Arguments before) implements Command {
  @Override
  public Spec spec() {
    return command.spec().within(flags);
  }

  @Override
  public int run(Session session, Arguments arguments) throws Exception {
    return command.run(session, arguments.after(before));
  }

  @Override
  public int misuse() {
    return command.misuse();
  }
}
