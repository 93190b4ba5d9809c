package io.drydock.composefile.model;

import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An AI model that services use.
 *
 * @param key its name within the project
 * @param name its name in the runner
 * @param model the reference of the model's artifact
 * @param contextSize tokens of context
 */
public record Model(
    String key,
    Optional<String> name,
    String model,
    OptionalInt contextSize,
    List<String> runtimeFlags,
    SourceLocation location) {
  public Model {
    runtimeFlags = List.copyOf(runtimeFlags);
  }
}
