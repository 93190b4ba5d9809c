package io.drydock.build.options;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a build is asked for: what its relative paths, its variables and {@code -} mean.
 *
 * @param directory absolute; relative paths start here
 * @param environment of the user's process
 * @param out takes archives that go to standard output; flushed, not closed
 */
public record Surroundings(
    Path directory, Map<String, String> environment, InputStream in, OutputStream out) {

  /** The path that a user's word means. */
  public Path path(String word) {
    return directory.resolve(word).normalize();
  }

  /** The variable's value, or empty when it is unset or empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
