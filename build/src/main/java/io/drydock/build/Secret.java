package io.drydock.build;

import java.nio.file.Path;

/** A value for RUN --mount=type=secret; never in a layer, a cache key, a log or the history. */
public sealed interface Secret {
  /** What a file holds when the command starts. */
  record File(Path path) implements Secret {}

  record Value(byte[] bytes) implements Secret {
    @Override
    public String toString() {
      return "Value[secret]";
    }
  }
}
