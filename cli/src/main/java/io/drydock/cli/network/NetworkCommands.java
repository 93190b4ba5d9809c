package io.drydock.cli.network;

import io.drydock.cli.frame.Command;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands behind {@code network}. */
public final class NetworkCommands {
  public static final List<String> MEMBERS =
      List.of("connect", "create", "disconnect", "inspect", "ls", "prune", "rm");

  private NetworkCommands() {}

  /** The command of that second word. */
  public static Optional<Command> find(String word) {
    return Optional.ofNullable(command(word));
  }

  private static @Nullable Command command(String word) {
    return switch (word) {
      case "connect" -> new NetworkConnectCommand();
      case "create" -> new NetworkCreateCommand();
      case "disconnect" -> new NetworkDisconnectCommand();
      case "inspect" -> new NetworkInspectCommand();
      case "ls", "list" -> new NetworkLsCommand();
      case "prune" -> new NetworkPruneCommand();
      case "rm", "remove" -> new NetworkRmCommand();
      default -> null;
    };
  }
}
