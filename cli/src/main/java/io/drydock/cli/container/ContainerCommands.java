package io.drydock.cli.container;

import io.drydock.cli.frame.Command;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands for containers, which stand both at the top and behind {@code container}. */
public final class ContainerCommands {
  public static final List<String> MEMBERS =
      List.of(
          "attach", "commit", "cp", "create", "diff", "exec", "export", "inspect", "kill", "logs",
          "ls", "pause", "port", "prune", "rename", "restart", "rm", "run", "start", "stats",
          "stop", "top", "unpause", "update", "wait");

  private ContainerCommands() {}

  /** The command of that word, behind {@code container}. */
  public static Optional<Command> find(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "inspect" -> new ContainerInspectCommand();
          case "ls", "list" -> new PsCommand();
          case "prune" -> new ContainerPruneCommand();
          case "remove" -> new RmCommand();
          default -> common(word);
        });
  }

  /** The command of that word, without {@code container} before it. */
  public static Optional<Command> atTop(String word) {
    return Optional.ofNullable(common(word));
  }

  private static @Nullable Command common(String word) {
    return switch (word) {
      case "attach" -> new AttachCommand();
      case "commit" -> new CommitCommand();
      case "cp" -> new CpCommand();
      case "create" -> new CreateCommand();
      case "diff" -> new DiffCommand();
      case "exec" -> new ExecCommand();
      case "export" -> new ExportCommand();
      case "kill" -> new KillCommand();
      case "logs" -> new LogsCommand();
      case "pause" -> new PauseCommand();
      case "port" -> new PortCommand();
      case "port audit" -> new PortAuditCommand();
      case "ps" -> new PsCommand();
      case "rename" -> new RenameCommand();
      case "restart" -> new RestartCommand();
      case "rm" -> new RmCommand();
      case "run" -> new RunCommand();
      case "start" -> new StartCommand();
      case "stats" -> new StatsCommand();
      case "stop" -> new StopCommand();
      case "top" -> new TopCommand();
      case "unpause" -> new UnpauseCommand();
      case "update" -> new UpdateCommand();
      case "wait" -> new WaitCommand();
      default -> null;
    };
  }
}
