package io.drydock.compose.run;

import java.util.OptionalInt;

/**
 * What {@code down} is asked for.
 *
 * @param volumes whether named volumes of the project go, and anonymous ones
 * @param removeOrphans whether containers of services that the project does not have go
 * @param timeoutSeconds from the stop signal to the kill, in place of what containers say
 */
public record DownRequest(
    boolean volumes, Images images, boolean removeOrphans, OptionalInt timeoutSeconds) {
  /** Containers and networks go, volumes and images stay. */
  public static final DownRequest DEFAULT =
      new DownRequest(false, Images.KEEP, false, OptionalInt.empty());

  /** Which images go. */
  public enum Images {
    KEEP,
    /** Those of services without an image name, which only Compose gave one. */
    LOCAL,
    ALL
  }
}
