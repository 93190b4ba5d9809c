package io.drydock.engine.health;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Locale;
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
   * @throws DrydockException of kind INVALID for a word that is none of these
   */
  public static OnUnhealthy of(Map<String, String> labels) {
    return parse(labels.getOrDefault(LABEL, "none"));
  }

  /** The action of that word; see {@link #of}. */
  public static OnUnhealthy parse(String word) {
    for (OnUnhealthy each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    throw new DrydockException(ErrorKind.INVALID, "invalid on-unhealthy action \"" + word + "\"")
        .withHint("actions are none, restart, stop and kill");
  }
}
