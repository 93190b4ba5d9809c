package io.drydock.composefile.load;

import java.nio.file.Path;

/** Compose files that {@code extends} and {@code include} name by something else than a path. */
public interface RemoteFiles {
  /** Whether the reference names a git repository or something in a registry, by its form alone. */
  static boolean isRemote(String reference) {
    return reference.contains("://")
        || reference.startsWith("git@")
        || reference.startsWith("github.com/");
  }

  /** Whether these files are named so. */
  boolean accepts(String reference);

  /**
   * A local copy of the file.
   *
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND when there is none
   */
  Path load(String reference);

  /** The folder where the file's relative paths start, relative to the current one or absolute. */
  String directory(String reference);
}
