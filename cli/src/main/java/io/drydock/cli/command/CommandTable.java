package io.drydock.cli.command;

import io.drydock.cli.compose.ComposeCommands;
import io.drydock.cli.compose.ComposeFlags;
import io.drydock.cli.container.ContainerCommands;
import io.drydock.cli.context.ContextCommands;
import io.drydock.cli.daemon.EngineInstallCommand;
import io.drydock.cli.daemon.EngineLogsCommand;
import io.drydock.cli.daemon.EngineRunCommand;
import io.drydock.cli.daemon.EngineStartCommand;
import io.drydock.cli.daemon.EngineStatusCommand;
import io.drydock.cli.daemon.EngineStopCommand;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.image.ImageCommands;
import io.drydock.cli.image.ImportCommand;
import io.drydock.cli.lint.LintCommand;
import io.drydock.cli.network.NetworkCommands;
import io.drydock.cli.system.EventsCommand;
import io.drydock.cli.system.InfoCommand;
import io.drydock.cli.system.SearchCommand;
import io.drydock.cli.system.SystemCommands;
import io.drydock.cli.volume.VolumeCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The table of commands. A command's class is loaded only when it is called or listed. */
public final class CommandTable {
  /** Commands that people use most, in the order of docker's help. */
  static final List<String> COMMON =
      List.of(
          "run", "exec", "ps", "build", "pull", "push", "images", "login", "logout", "search",
          "version", "info");

  /** All other commands at the top, in alphabetical order. */
  static final List<String> OTHERS =
      List.of(
          "attach",
          "bake",
          "commit",
          "completion",
          "cp",
          "create",
          "diff",
          "events",
          "executor",
          "export",
          "help",
          "history",
          "import",
          "inspect",
          "kill",
          "lint",
          "load",
          "logs",
          "pause",
          "port",
          "rename",
          "restart",
          "rm",
          "rmi",
          "save",
          "start",
          "stats",
          "stop",
          "tag",
          "top",
          "unpause",
          "update",
          "wait");

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "base", "Make base images from packages", List.of("build", "lock", "ls", "resolve")),
          new Group(
              "builder", "Manage the build cache", List.of("build", "context", "du", "prune")),
          new Group(
              "buildx",
              "Build under docker's other names",
              List.of("bake", "build", "du", "prune")),
          new Group(
              "compose",
              "Define and run applications of several containers",
              ComposeCommands.MEMBERS),
          new Group("container", "Manage containers", ContainerCommands.MEMBERS),
          new Group("context", "Manage contexts", ContextCommands.MEMBERS),
          new Group(
              "engine",
              "Manage the engine that runs containers",
              List.of("install", "logs", "run", "start", "status", "stop")),
          new Group(
              "image",
              "Manage images",
              List.of(
                  "build", "history", "import", "inspect", "load", "ls", "prune", "pull", "push",
                  "rm", "save", "tag")),
          new Group(
              "java",
              "Build images of Java applications without a Dockerfile",
              List.of("build", "runtime")),
          new Group("network", "Manage networks", NetworkCommands.MEMBERS),
          new Group("system", "Manage Drydock", List.of("check", "df", "events", "info", "prune")),
          new Group("volume", "Manage volumes", VolumeCommands.MEMBERS));

  private CommandTable() {}

  /**
   * Commands behind a common first word.
   *
   * @param members the second words
   */
  public record Group(String name, String summary, List<String> members) {}

  /** The command of that path, with single spaces between its words. */
  public static Optional<Command> find(String path) {
    int space = path.indexOf(' ');
    String last = path.substring(space + 1);
    return switch (space < 0 ? "" : path.substring(0, space)) {
      case "compose" -> ComposeCommands.find(last);
      case "container" -> ContainerCommands.find(last);
      case "context" -> ContextCommands.find(last);
      case "network" -> NetworkCommands.find(last);
      case "volume" -> VolumeCommands.find(last);
      default -> own(path).or(() -> ContainerCommands.atTop(path));
    };
  }

  private static Optional<Command> own(String path) {
    return Optional.ofNullable(
        switch (path) {
          case "bake", "buildx bake" -> new BakeCommand();
          case "base build" -> new BaseBuildCommand();
          case "base lock" -> new BaseLockCommand();
          case "base ls", "base list" -> new BaseLsCommand();
          case "base resolve" -> new BaseResolveCommand();
          case "build context", "builder context" -> new BuildContextCommand();
          case "builder du", "buildx du" -> new BuilderDuCommand();
          case "builder prune", "buildx prune" -> new BuilderPruneCommand();
          case "build", "image build", "builder build", "buildx build" -> new BuildCommand();
          case "build debug" -> new BuildDebugCommand();
          case "events", "system events" -> new EventsCommand();
          case "engine install" -> new EngineInstallCommand();
          case "engine logs" -> new EngineLogsCommand();
          case "engine run" -> new EngineRunCommand();
          case "engine start" -> new EngineStartCommand();
          case "engine status" -> new EngineStatusCommand();
          case "engine stop" -> new EngineStopCommand();
          case "executor" -> new ExecutorCommand();
          case "history", "image history" -> ImageCommands.history(new HistoryCommand());
          case "images", "image ls", "image list" -> ImageCommands.list(new ImagesCommand());
          case "image inspect" -> ImageCommands.inspect(new ImageInspectCommand());
          case "image prune" -> ImageCommands.prune(new ImagePruneCommand());
          case "import", "image import" -> new ImportCommand();
          case "info", "system info" -> new InfoCommand();
          case "inspect" -> new InspectCommand();
          case "java build" -> new JavaBuildCommand();
          case "java runtime" -> new JavaRuntimeCommand();
          case "lint" -> new LintCommand();
          case "load", "image load" -> ImageCommands.load(new LoadCommand());
          case "login" -> new LoginCommand();
          case "logout" -> new LogoutCommand();
          case "pull", "image pull" -> ImageCommands.pull(new PullCommand());
          case "push", "image push" -> new PushCommand();
          case "rmi", "image rm", "image remove" -> ImageCommands.remove(new RmiCommand());
          case "save", "image save" -> ImageCommands.save(new SaveCommand());
          case "search" -> new SearchCommand();
          case "system check" -> new SystemCheckCommand();
          case "system prune" -> SystemCommands.prune(new SystemPruneCommand());
          case "system df" -> SystemCommands.diskUsage(new SystemDfCommand());
          case "tag", "image tag" -> ImageCommands.tag(new TagCommand());
          case "version" -> SystemCommands.version(new VersionCommand());
          case "help" -> new HelpCommand();
          case "completion" -> new CompletionCommand();
          default -> null;
        });
  }

  /** Whether the words call a command below another one, which is no group. */
  public static boolean isBelow(List<String> words) {
    return isBelowBuild(words) || isPortAudit(words);
  }

  /** {@code port audit}; with a port behind it, a container of that name is meant. */
  private static boolean isPortAudit(List<String> words) {
    return words.size() > 1
        && words.get(0).equals("port")
        && words.get(1).equals("audit")
        && (words.size() == 2 || words.get(2).startsWith("-"));
  }

  /**
   * Whether the words call a command below {@code build}. A directory of that name as the only
   * argument is what docker takes it for: the context.
   */
  private static boolean isBelowBuild(List<String> words) {
    return words.size() > 1
        && words.get(0).equals("build")
        && (words.get(1).equals("debug")
            || (words.get(1).equals("context")
                && (words.size() > 2 || !Files.isDirectory(Path.of("context")))));
  }

  /** The flags that a group takes before its commands' names, if it takes any. */
  public static Optional<Spec> groupFlags(String group) {
    return group.equals("compose") ? Optional.of(ComposeFlags.spec()) : Optional.empty();
  }

  public static List<Group> groups() {
    return GROUPS;
  }

  /** The group of that name. */
  public static Optional<Group> group(String name) {
    for (Group group : GROUPS) {
      if (group.name().equals(name)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }
}
