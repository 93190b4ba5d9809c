package io.drydock.engine.runtime;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The host's program that runs as the first process of a container with {@code --init}: it passes
 * signals on and reaps orphans. It has to be linked statically, since it runs in any image.
 */
public final class InitProgram {
  private static final List<String> NAMES = List.of("docker-init", "tini-static", "catatonit");
  private static final List<String> FOLDERS =
      List.of(
          "/usr/local/libexec/docker",
          "/usr/libexec/docker",
          "/usr/local/sbin",
          "/usr/local/bin",
          "/usr/sbin",
          "/usr/bin",
          "/sbin",
          "/bin");

  private InitProgram() {}

  /**
   * The first that is installed.
   *
   * @throws DrydockException of kind UNSUPPORTED when there is none
   */
  public static Path find() {
    for (String name : NAMES) {
      for (String folder : FOLDERS) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return program;
        }
      }
    }
    throw new DrydockException(
            ErrorKind.UNSUPPORTED, "--init needs an init program: " + String.join(" or ", NAMES))
        .withHint("install the package tini on the engine's host");
  }
}
