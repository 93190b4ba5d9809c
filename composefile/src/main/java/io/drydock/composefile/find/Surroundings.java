package io.drydock.composefile.find;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where a project is looked for.
 *
 * @param directory absolute; the current directory
 * @param environment the caller's variables
 * @param input standard input, read only for the file {@code -}
 * @param warnings takes each warning, a sentence
 */
public record Surroundings(
    Path directory, Map<String, String> environment, InputStream input, Consumer<String> warnings) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** The absolute path. */
  Path path(String path) {
    return directory.resolve(path).normalize();
  }
}
