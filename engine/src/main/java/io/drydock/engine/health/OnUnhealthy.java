package io.drydock.engine.health;

import java.util.Map;

/** What is done with a container that becomes unhealthy; an extension to Docker's API. */
public enum OnUnhealthy {
  /** Only the event, as Docker does. */
  NONE,
  /** Stopped and started again, whatever the restart policy. */
  RESTART,
  /** Stopped as by {@code docker stop}. */
  STOP,
  /** Killed at once; the restart policy decides what follows. */
  KILL;

  /** The label that asks for it: {@code --on-unhealthy} sets it. */
  public static final String LABEL = "io.drydock.on-unhealthy";

  /**
   * What a container's labels ask for.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID for a word that is none of these
   */
  public static OnUnhealthy of(Map<String, String> labels) {
    return parse(labels.getOrDefault(LABEL, "none"));
  }

  /** The action of that word; see {@link #of}. */
  public static OnUnhealthy parse(String word) {
    throw new UnsupportedOperationException(word);
  }
}
