package io.drydock.composefile.load;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.file.Path;

/** Compose files that {@code extends} and {@code include} name by something else than a path. */
public interface RemoteFiles {
  /** Whether the reference names a git repository or something in a registry, by its form alone. */
  static boolean isRemote(String reference) {
    return reference.contains("://")
        || reference.startsWith("git@")
        || reference.startsWith("github.com/");
  }

  /** The error about a remote file that nobody fetches. */
  static DrydockException notRead(String reference) {
    return new DrydockException(
            ErrorKind.UNSUPPORTED, "cannot read " + reference + ", which is not a local file")
        .withHint("fetch it, and name the file");
  }

  /** Whether these files are named so. */
  boolean accepts(String reference);

  /**
   * A local copy of the file.
   *
   * @throws DrydockException of kind NOT_FOUND when there is none
   */
  Path load(String reference);

  /** The folder where the file's relative paths start, relative to the current one or absolute. */
  String directory(String reference);
}
