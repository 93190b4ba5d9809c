package io.drydock.build.secret;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A value for RUN --mount=type=secret; never in a layer, a cache key, a log or the history. */
@FunctionalInterface
public interface Secret {
  /** Bytes that a secret may have at most, as BuildKit limits it. */
  long MAX_BYTES = 500 * 1024;

  /** The value, at the time when a command needs it. */
  byte[] read();

  static Secret of(byte[] value) {
    byte[] copy = value.clone();
    return copy::clone;
  }

  /** What the file holds. */
  static Secret file(Path path) {
    return () -> {
      try {
        if (Files.size(path) > MAX_BYTES) {
          throw new DrydockException(
              ErrorKind.INVALID, "secret file " + path + " is larger than 500 KiB");
        }
        return Files.readAllBytes(path);
      } catch (IOException e) {
        throw new DrydockException(ErrorKind.INVALID, "cannot read the secret file " + path, e);
      }
    };
  }
}
