package io.drydock.bake.model;

import java.util.Map;
import java.util.Optional;

/**
 * What bake files may ask about the call.
 *
 * @param builtins variables that every file has and none can change: {@code BAKE_CMD_CONTEXT} …
 * @param given values of {@code --var}
 * @param environment of the user's process
 * @param composeDefaults what a {@code .env} file adds to it for Compose files
 * @param fileRelative whether contexts are found from the directory of the file that names them,
 *     and not from that of the call
 */
public record Circumstances(
    Map<String, String> builtins,
    Map<String, String> given,
    Map<String, String> environment,
    Map<String, String> composeDefaults,
    boolean fileRelative) {
  public Circumstances {
    builtins = Map.copyOf(builtins);
    given = Map.copyOf(given);
    environment = Map.copyOf(environment);
    composeDefaults = Map.copyOf(composeDefaults);
  }

  /** What the user set from outside for a variable. */
  Optional<String> override(String name) {
    return Optional.ofNullable(given.get(name))
        .or(() -> Optional.ofNullable(environment.get(name)));
  }
}
