package io.drydock.cli.command;

import io.drydock.cli.frame.Command;
import java.util.List;
import java.util.Optional;

/** The table of commands. A command's class is loaded only when it is called or listed. */
public final class CommandTable {
  /** Commands that people use most, in the order of docker's help. */
  static final List<String> COMMON = List.of("build", "version");

  /** All other commands at the top, in alphabetical order. */
  static final List<String> OTHERS = List.of("completion", "help");

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "base", "Make base images from packages", List.of("build", "lock", "ls", "resolve")));

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
          case "base build" -> new BaseBuildCommand();
          case "base lock" -> new BaseLockCommand();
          case "base ls", "base list" -> new BaseLsCommand();
          case "base resolve" -> new BaseResolveCommand();
          case "build", "image build", "builder build" -> new BuildCommand();
          case "version" -> new VersionCommand();
          case "help" -> new HelpCommand();
          case "completion" -> new CompletionCommand();
          default -> null;
        });
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
