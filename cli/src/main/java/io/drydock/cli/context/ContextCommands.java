package io.drydock.cli.context;

import io.drydock.cli.frame.Command;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands behind {@code context}. */
public final class ContextCommands {
  public static final List<String> MEMBERS =
      List.of("create", "inspect", "ls", "rm", "show", "update", "use");

  private ContextCommands() {}

  /** The command of that second word. */
  public static Optional<Command> find(String word) {
    return Optional.ofNullable(command(word));
  }

  private static @Nullable Command command(String word) {
    return switch (word) {
      case "create" -> new ContextChangeCommand(true);
      case "inspect" -> new ContextInspectCommand();
      case "ls", "list" -> new ContextLsCommand();
      case "rm", "remove" -> new ContextRmCommand();
      case "show" -> new ContextShowCommand();
      case "update" -> new ContextChangeCommand(false);
      case "use" -> new ContextUseCommand();
      default -> null;
    };
  }
}
