package io.drydock.compose.log;

import java.util.Map;

/**
 * Something that happened to a container of a project.
 *
 * @param source which one
 * @param action as the engine calls it: {@code start}, {@code die}, …
 * @param attributes what the engine says of it, the container's labels included
 */
public record ContainerEvent(LogSource source, String action, Map<String, String> attributes) {
  public ContainerEvent {
    attributes = Map.copyOf(attributes);
  }

  /** The exit code of a container that died. */
  public int exitCode() {
    try {
      return Integer.parseInt(attributes.getOrDefault("exitCode", "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
