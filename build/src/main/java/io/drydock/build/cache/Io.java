package io.drydock.build.cache;

import io.drydock.build.Vertex;
import io.drydock.build.solve.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Parts of a vertex' work that read and write files. */
final class Io {
  private Io() {}

  /** Work that may fail on files. */
  interface Work {
    void run() throws IOException;
  }

  /** As {@link Progress#part}. */
  static void part(Progress progress, Vertex vertex, String name, Work work) throws IOException {
    try {
      progress.part(
          vertex,
          name,
          () -> {
            try {
              work.run();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
