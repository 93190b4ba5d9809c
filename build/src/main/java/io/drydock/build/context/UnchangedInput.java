package io.drydock.build.context;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that has to stay as it was found. */
final class UnchangedInput extends FilterInputStream {
  private final Path path;
  private final FileStat found;
  private boolean closed;

  UnchangedInput(InputStream in, Path path, FileStat found) {
    super(in);
    this.path = path;
    this.found = found;
  }

  static DrydockException changed(Path path) {
    return new DrydockException(
        ErrorKind.CONFLICT,
        path + " changed while the build read it",
        null,
        "Build again when nothing writes there, or exclude it in .dockerignore.",
        null);
  }

  @Override
  public void close() throws IOException {
    super.close();
    if (!closed) {
      closed = true;
      FileStat now;
      try {
        now = FileStat.of(path);
      } catch (NoSuchFileException e) {
        throw changed(path);
      }
      if (now.size() != found.size()
          || now.modifiedNanos() != found.modifiedNanos()
          || now.inode() != found.inode()) {
        throw changed(path);
      }
    }
  }
}
