package io.drydock.engine.container;

import java.util.List;

/**
 * A container that was made.
 *
 * @param warnings what was asked for and could not be given
 */
public record Created(String id, List<String> warnings) {
  public Created {
    warnings = List.copyOf(warnings);
  }
}
