package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Help;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;

/** Shows the program's help, or that of one command. */
public final class HelpCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("help [COMMAND]", "Show help about a command").arguments(0, Spec.ANY);
  }

  @Override
  public int run(Session session, Arguments arguments) {
    session.out().print(of(String.join(" ", arguments.positional())));
    return 0;
  }

  /**
   * The help of the command or group of that path; of the program for an empty path.
   *
   * @throws DrydockException of kind USAGE when there is no such command
   */
  public static String of(String path) {
    if (path.isEmpty()) {
      return program();
    }
    return CommandTable.group(path)
        .map(HelpCommand::group)
        .or(() -> CommandTable.find(path).map(command -> Help.of(command.spec())))
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.USAGE, Help.PROGRAM + ": unknown command: " + Help.PROGRAM + " " + path));
  }

  /** The flags that stand before the command's name. */
  public static Spec global() {
    return Spec.of("[OPTIONS] COMMAND", "A container platform without a daemon in the way")
        .flagsFirst()
        .flag("config", Kind.STRING, "Location of client config files (default \"~/.docker\")")
        .flag(
            "context",
            'c',
            Kind.STRING,
            "Name of the context to use to connect to the engine (overrides DOCKER_HOST and the"
                + " context chosen with \"context use\")")
        .flag("debug", 'D', Kind.BOOL, "Show the stack trace of errors")
        .flag("host", 'H', Kind.LIST, "Engine socket to connect to")
        .flag(
            "log-level",
            'l',
            Kind.STRING,
            "Set the logging level (\"debug\", \"info\", \"warn\", \"error\", \"fatal\")"
                + " (default \"info\")")
        .flag(
            "root",
            Kind.STRING,
            "Location of the store (default \"/var/lib/drydock\", or below XDG_DATA_HOME for users)")
        .flag("tls", Kind.BOOL, "Use TLS; implied by --tlsverify")
        .flag(
            "tlscacert",
            Kind.STRING,
            "Trust certs signed only by this CA (default \"~/.docker/ca.pem\")")
        .flag(
            "tlscert", Kind.STRING, "Path to TLS certificate file (default \"~/.docker/cert.pem\")")
        .flag("tlskey", Kind.STRING, "Path to TLS key file (default \"~/.docker/key.pem\")")
        .flag("tlsverify", Kind.BOOL, "Use TLS and verify the remote")
        .flag("version", 'v', Kind.BOOL, "Print version information and quit");
  }

  private static String program() {
    var text =
        new StringBuilder(
            "Usage:  "
                + Help.PROGRAM
                + " "
                + global().usage()
                + "\n\n"
                + global().summary()
                + "\n\n");
    text.append(Help.commands("Common Commands", rows("", CommandTable.COMMON))).append('\n');
    List<Help.Row> groups =
        CommandTable.groups().stream()
            .map(group -> new Help.Row(group.name(), group.summary()))
            .toList();
    if (!groups.isEmpty()) {
      text.append(Help.commands("Management Commands", groups)).append('\n');
    }
    text.append(Help.commands("Commands", rows("", CommandTable.OTHERS)));
    text.append("\nGlobal Options:\n");
    Help.options(text, flags());
    return text.append(
            "\nRun '" + Help.PROGRAM + " COMMAND --help' for more information on a command.\n")
        .toString();
  }

  private static List<Flag> flags() {
    return global().options();
  }

  private static String group(CommandTable.Group group) {
    var options = new StringBuilder();
    CommandTable.groupFlags(group.name())
        .ifPresent(flags -> Help.options(options.append("Options:\n"), flags.options()));
    return "Usage:  "
        + Help.PROGRAM
        + " "
        + group.name()
        + (options.isEmpty() ? "" : " [OPTIONS]")
        + " COMMAND\n\n"
        + group.summary()
        + "\n\n"
        + (options.isEmpty() ? "" : options.append('\n'))
        + Help.commands("Commands", rows(group.name() + " ", group.members()))
        + "\nRun '"
        + Help.PROGRAM
        + " "
        + group.name()
        + " COMMAND --help' for more information on a command.\n";
  }

  private static List<Help.Row> rows(String prefix, List<String> names) {
    return names.stream()
        .map(name ->
            new Help.Row(name, CommandTable.find(prefix + name).orElseThrow().spec().summary()))
        .toList();
  }
}
