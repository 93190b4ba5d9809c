package io.drydock.build.export;

import io.drydock.build.Vertex;
import io.drydock.build.solve.Progress;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Work on files that shows up in the progress as a step of its own. */
interface Work {
  void run() throws IOException;

  /**
   * Does the work.
   *
   * @throws DrydockException of kind EXHAUSTED when files cannot be read or written
   */
  static void run(Progress progress, Vertex vertex, Work work) {
    progress.started(vertex);
    try {
      work.run();
      progress.finished(vertex);
    } catch (IOException | DrydockException e) {
      progress.failed(vertex, String.valueOf(e.getMessage()), false);
      throw e instanceof DrydockException known
          ? known
          : new DrydockException(ErrorKind.EXHAUSTED, vertex.name() + ": " + e.getMessage(), e);
    }
  }

  static Vertex vertex(String name) {
    Digest digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
    return new Vertex(digest, name, List.of(), Optional.empty());
  }
}
