package io.drydock.composefile.find;

import io.drydock.composefile.load.RemoteFiles;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where a project is looked for.
 *
 * @param directory absolute; the current directory
 * @param environment the caller's variables
 * @param input standard input, read only for the file {@code -}
 * @param warnings takes each warning, a sentence
 * @param remotes where files come from that are no paths
 */
public record Surroundings(
    Path directory,
    Map<String, String> environment,
    InputStream input,
    Consumer<String> warnings,
    List<RemoteFiles> remotes) {
  public Surroundings {
    environment = Map.copyOf(environment);
    remotes = List.copyOf(remotes);
  }

  /** Surroundings without remote files. */
  public Surroundings(
      Path directory,
      Map<String, String> environment,
      InputStream input,
      Consumer<String> warnings) {
    this(directory, environment, input, warnings, List.of());
  }

  /** The absolute path. */
  Path path(String path) {
    return directory.resolve(path).normalize();
  }
}
