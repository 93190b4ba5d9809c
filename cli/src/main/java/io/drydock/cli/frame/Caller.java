package io.drydock.cli.frame;

import io.drydock.cli.terminal.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command is called from.
 *
 * @param directory what relative paths start from; absolute
 */
public record Caller(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path directory,
    Console console) {

  /** This process. */
  public static Caller process(PrintStream out, PrintStream err) {
    return new Caller(
        System.in, out, err, System.getenv(), Path.of("").toAbsolutePath(), Console.OF_PROCESS);
  }

  /** The same with other standard input and environment. */
  public Caller with(InputStream otherInput, Map<String, String> otherEnvironment) {
    return new Caller(otherInput, out, err, otherEnvironment, directory, console);
  }
}
