package io.drydock.build;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A place in a build where commands can be tried: the root file system of a step, with the step's
 * mounts, variables, user and working directory. What commands write there stays for the next
 * command, and is thrown away with the build.
 */
public interface StepShell {
  /** The step's title, as the progress shows it. */
  String title();

  /** The shell that the step itself uses, to be run without further arguments. */
  List<String> shell();

  /**
   * Runs a command.
   *
   * @return its exit code
   * @throws io.drydock.core.DrydockException when the command cannot be started
   */
  int run(List<String> command, InputStream stdin, OutputStream stdout, OutputStream stderr);

  /** Runs a command on this process's own terminal; as {@link #run} otherwise. */
  int runOnTerminal(List<String> command);
}
