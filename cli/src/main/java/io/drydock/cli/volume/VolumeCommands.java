package io.drydock.cli.volume;

import io.drydock.cli.frame.Command;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands behind {@code volume}. */
public final class VolumeCommands {
  public static final List<String> MEMBERS =
      List.of("create", "inspect", "ls", "prune", "rm", "update");

  private VolumeCommands() {}

  /** The command of that second word. */
  public static Optional<Command> find(String word) {
    return Optional.ofNullable(command(word));
  }

  private static @Nullable Command command(String word) {
    return switch (word) {
      case "create" -> new VolumeCreateCommand();
      case "inspect" -> new VolumeInspectCommand();
      case "ls", "list" -> new VolumeLsCommand();
      case "prune" -> new VolumePruneCommand();
      case "rm", "remove" -> new VolumeRmCommand();
      case "update" -> new VolumeUpdateCommand();
      default -> null;
    };
  }
}
