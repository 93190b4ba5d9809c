package io.drydock.cli.compose;

import io.drydock.cli.frame.Command;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands behind {@code compose}. */
public final class ComposeCommands {
  public static final List<String> MEMBERS =
      List.of(
          "attach", "build", "commit", "config", "cp", "create", "down", "events", "exec", "export",
          "graph", "images", "kill", "lint", "logs", "ls", "pause", "port", "ps", "publish", "pull",
          "push", "restart", "rm", "run", "scale", "start", "stats", "stop", "test", "top",
          "unpause", "up", "version", "volumes", "wait", "watch", "why");

  /** Those that change something and cannot say beforehand what that would be. */
  private static final Set<String> WITHOUT_DRY_RUN =
      Set.of(
          "attach", "build", "commit", "cp", "down", "exec", "export", "kill", "pause", "publish",
          "pull", "push", "restart", "rm", "run", "start", "stop", "test", "unpause", "watch");

  private ComposeCommands() {}

  /** Whether the command of that word has to be refused when nothing may be changed. */
  static boolean refusesDryRun(String word) {
    return WITHOUT_DRY_RUN.contains(word);
  }

  /** The command of that word. */
  public static Optional<Command> find(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "attach" -> new AttachCommand();
          case "commit" -> new CommitCommand();
          case "cp" -> new CpCommand();
          case "events" -> new EventsCommand();
          case "exec" -> new ExecCommand();
          case "export" -> new ExportCommand();
          case "images" -> new ImagesCommand();
          case "kill" -> new KillCommand();
          case "lint" -> new LintCommand();
          case "logs" -> new LogsCommand();
          case "ls", "list" -> new LsCommand();
          case "pause" -> new PauseCommand();
          case "port" -> new PortCommand();
          case "ps" -> new PsCommand();
          case "stats" -> new StatsCommand();
          case "top" -> new TopCommand();
          case "unpause" -> new UnpauseCommand();
          case "version" -> new VersionCommand();
          case "volumes" -> new VolumesCommand();
          case "wait" -> new WaitCommand();
          case "build" -> new BuildCommand();
          case "create" -> new CreateCommand();
          case "down" -> new DownCommand();
          case "pull" -> new PullCommand();
          case "push" -> new PushCommand();
          case "restart" -> new RestartCommand();
          case "rm" -> new RmCommand();
          case "scale" -> new ScaleCommand();
          case "start" -> new StartCommand();
          case "stop" -> new StopCommand();
          case "up" -> new UpCommand();
          case "config", "convert" -> new ConfigCommand();
          case "graph" -> new GraphCommand();
          case "run" -> new RunCommand();
          case "test" -> new TestCommand();
          case "watch" -> new WatchCommand();
          case "why" -> new WhyCommand();
          case "publish" -> new PublishCommand();
          default -> null;
        });
  }
}
