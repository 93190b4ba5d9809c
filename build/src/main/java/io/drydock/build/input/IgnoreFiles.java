package io.drydock.build.input;

import io.drydock.build.BuildContext;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the ignore file of a directory: {@code NAME.dockerignore} beside the Dockerfile {@code
 * NAME}, else {@code .dockerignore} in the context.
 */
final class IgnoreFiles {
  static final String NAME = ".dockerignore";

  private IgnoreFiles() {}

  static BuildContext filter(Path directory, Optional<Path> dockerfile) {
    IgnoreRules rules =
        find(directory, dockerfile)
            .map(IgnoreFiles::read)
            .orElseGet(() -> IgnoreRules.of(java.util.List.of()));
    return new BuildContext.Directory(directory, rules);
  }

  /** The file, if there is one. */
  static Optional<Path> find(Path directory, Optional<Path> dockerfile) {
    return dockerfile
        .map(file -> file.resolveSibling(file.getFileName() + NAME))
        .filter(Files::exists)
        .or(() -> Optional.of(directory.resolve(NAME)).filter(Files::exists));
  }

  private static IgnoreRules read(Path file) {
    try {
      return IgnoreRules.parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
