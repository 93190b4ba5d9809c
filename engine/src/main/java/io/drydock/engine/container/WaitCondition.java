package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** What {@code POST /containers/ID/wait} waits for. */
public enum WaitCondition {
  /** The container does not run; true at once for one that has not been started. */
  NOT_RUNNING,
  /** The container's next run ends. */
  NEXT_EXIT,
  /** The container is removed. */
  REMOVED;

  /**
   * The condition of that word of the API; empty means {@code not-running}.
   *
   * @throws DrydockException of kind INVALID for another word
   */
  public static WaitCondition of(String word) {
    return switch (word) {
      case "", "not-running" -> NOT_RUNNING;
      case "next-exit" -> NEXT_EXIT;
      case "removed" -> REMOVED;
      default ->
          throw new DrydockException(ErrorKind.INVALID, "invalid condition: \"" + word + "\"");
    };
  }
}
