package io.drydock.cli.command;

import io.drydock.cli.frame.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The table of commands. A command's class is loaded only when it is called or listed. */
public final class CommandTable {
  /** Commands that people use most, in the order of docker's help. */
  static final List<String> COMMON =
      List.of("build", "pull", "push", "images", "login", "logout", "version");

  /** All other commands at the top, in alphabetical order. */
  static final List<String> OTHERS =
      List.of(
          "bake",
          "completion",
          "executor",
          "help",
          "history",
          "inspect",
          "lint",
          "load",
          "rmi",
          "save",
          "tag");

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
              "image",
              "Manage images",
              List.of(
                  "build", "history", "inspect", "load", "ls", "prune", "pull", "push", "rm",
                  "save", "tag")),
          new Group(
              "java",
              "Build images of Java applications without a Dockerfile",
              List.of("build", "runtime")),
          new Group("system", "Manage Drydock", List.of("check", "df", "prune")));

  private CommandTable() {}

  /**
   * Commands behind a common first word.
   *
   * @param members the second words
   */
  public record Group(String name, String summary, List<String> members) {}

  /** The command of that path, with single spaces between its words. */
  public static Optional<Command> find(String path) {
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
          case "executor" -> new ExecutorCommand();
          case "history", "image history" -> new HistoryCommand();
          case "images", "image ls", "image list" -> new ImagesCommand();
          case "image inspect" -> new InspectCommand(true);
          case "image prune" -> new ImagePruneCommand();
          case "inspect" -> new InspectCommand(false);
          case "java build" -> new JavaBuildCommand();
          case "java runtime" -> new JavaRuntimeCommand();
          case "lint" -> new LintCommand();
          case "load", "image load" -> new LoadCommand();
          case "login" -> new LoginCommand();
          case "logout" -> new LogoutCommand();
          case "pull", "image pull" -> new PullCommand();
          case "push", "image push" -> new PushCommand();
          case "rmi", "image rm", "image remove" -> new RmiCommand();
          case "save", "image save" -> new SaveCommand();
          case "system check" -> new SystemCheckCommand();
          case "system prune" -> new SystemPruneCommand();
          case "system df" -> new SystemDfCommand();
          case "tag", "image tag" -> new TagCommand();
          case "version" -> new VersionCommand();
          case "help" -> new HelpCommand();
          case "completion" -> new CompletionCommand();
          default -> null;
        });
  }

  /**
   * Whether the words call a command below {@code build}. A directory of that name as the only
   * argument is what docker takes it for: the context.
   */
  public static boolean isBelowBuild(List<String> words) {
    return words.size() > 1
        && words.get(0).equals("build")
        && (words.get(1).equals("debug")
            || (words.get(1).equals("context")
                && (words.size() > 2 || !Files.isDirectory(Path.of("context")))));
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
