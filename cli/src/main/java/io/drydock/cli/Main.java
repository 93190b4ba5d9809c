package io.drydock.cli;

import io.drydock.cli.command.CommandTable;
import io.drydock.cli.command.HelpCommand;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Caller;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.FlagParser;
import io.drydock.cli.frame.Help;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The program: finds the command that the words name, runs it, and turns errors into exit codes.
 */
public final class Main {
  private static final long PATIENCE_MILLIS = 5000;

  private final Caller caller;
  private final PrintStream out;
  private final PrintStream err;

  public Main(Caller caller) {
    this.caller = caller;
    this.out = caller.out();
    this.err = caller.err();
  }

  /** Runs one command and exits with its code. */
  public static void main(String[] words) {
    var out = stream(FileDescriptor.out);
    var err = stream(FileDescriptor.err);
    endInOrder(Thread.currentThread());
    int code = new Main(Caller.process(out, err)).run(List.of(words));
    out.flush();
    err.flush();
    Runtime.getRuntime().halt(code);
  }

  /** On Ctrl-C the command is interrupted, and has a moment to leave nothing behind. */
  public static void endInOrder(Thread command) {
    var hook =
        new Thread(() -> {
          command.interrupt();
          try {
            command.join(PATIENCE_MILLIS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        false,
        StandardCharsets.UTF_8);
  }

  /**
   * Runs the command that the words are.
   *
   * @return the exit code
   */
  public int run(List<String> words) {
    boolean debug = false;
    try {
      Arguments global = FlagParser.parse(HelpCommand.global(), words);
      debug = global.on("debug") || global.value("log-level", "").equals("debug");
      return dispatch(global);
    } catch (DrydockException e) {
      ErrorReport.print(e, debug, err);
      return e.kind().exitCode();
    } catch (Exception | StackOverflowError e) {
      err.println("ERROR: " + e);
      e.printStackTrace(err);
      return ErrorKind.INTERNAL.exitCode();
    }
  }

  private int dispatch(Arguments global) throws Exception {
    List<String> words = global.positional();
    if (global.on("version")) {
      words = List.of("version");
    }
    if (words.isEmpty()) {
      out.print(HelpCommand.of(""));
      return 0;
    }
    Optional<Spec> flags = CommandTable.groupFlags(words.getFirst());
    if (flags.isPresent()) {
      return grouped(words.getFirst(), flags.get(), global, words.subList(1, words.size()));
    }
    boolean isGroup = CommandTable.group(words.getFirst()).isPresent();
    boolean isBelow = isGroup || CommandTable.isBelow(words);
    int depth = isBelow && words.size() > 1 && !words.get(1).startsWith("-") ? 2 : 1;
    String path = String.join(" ", words.subList(0, depth));
    if (isGroup && depth == 1) {
      return group(path, words.subList(1, words.size()));
    }
    Optional<Command> command = CommandTable.find(path);
    if (command.isEmpty()) {
      return unknown(path, isGroup ? words.getFirst() : "");
    }
    return run(command.get(), path, global, new ArrayList<>(words.subList(depth, words.size())));
  }

  /** A command of a group that takes flags before the command's name. */
  private int grouped(String group, Spec flags, Arguments global, List<String> words)
      throws Exception {
    Arguments before;
    try {
      before = FlagParser.parse(flags, words);
    } catch (DrydockException e) {
      err.println(e.getMessage() + "\n" + Help.reminder(flags, group));
      return e.kind().exitCode();
    }
    List<String> rest = before.on("version") ? List.of("version") : before.positional();
    if (rest.isEmpty() || before.on("help")) {
      out.print(HelpCommand.of(group));
      return 0;
    }
    String path = group + " " + rest.getFirst();
    Optional<Command> command = CommandTable.find(path);
    return command.isEmpty()
        ? unknown(path, group)
        : run(
            new CommandOfGroup(command.get(), flags, before),
            path,
            global,
            rest.subList(1, rest.size()));
  }

  /** A group's help, for which no flag is needed and none but that is taken. */
  private int group(String name, List<String> words) {
    Spec spec = Spec.of(name, "");
    try {
      FlagParser.parse(spec, words);
    } catch (DrydockException e) {
      err.println(e.getMessage() + "\n" + Help.reminder(spec, name));
      return e.kind().exitCode();
    }
    boolean asked = words.contains("--help") || words.contains("-h");
    (asked ? out : err).print(HelpCommand.of(name));
    return 0;
  }

  private int run(Command command, String path, Arguments global, List<String> words)
      throws Exception {
    Spec spec = command.spec();
    Arguments arguments;
    try {
      arguments = FlagParser.parse(spec, words);
    } catch (DrydockException e) {
      err.println(e.getMessage() + "\n" + Help.reminder(spec, path));
      return command.misuse();
    }
    if (arguments.on("help")) {
      out.print(Help.of(spec));
      return 0;
    }
    Optional<String> complaint = spec.complaint(arguments.positional().size());
    if (complaint.isPresent()) {
      String program = Help.PROGRAM;
      err.println(
          program
              + ": '"
              + program
              + " "
              + path
              + "' "
              + complaint.get()
              + "\n"
              + Help.reminder(spec, path));
      return 1;
    }
    try (var session = new Session(caller, global)) {
      return command.run(session, arguments);
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.USAGE) {
        throw e;
      }
      err.println(e.getMessage() + "\n" + Help.reminder(spec, path));
      return command.misuse();
    }
  }

  private int unknown(String path, String group) {
    String program = Help.PROGRAM;
    err.println(program + ": unknown command: " + program + " " + path);
    if (!group.isEmpty()) {
      err.println("\nUsage:  " + program + " " + group + " COMMAND");
    }
    err.println(
        "\nRun '"
            + program
            + (group.isEmpty() ? "" : " " + group)
            + " --help' for more information");
    return 1;
  }
}
