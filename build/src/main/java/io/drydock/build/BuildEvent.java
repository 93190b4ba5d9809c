package io.drydock.build;

import io.drydock.dockerfile.check.BuildWarning;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened in a build, in the terms of BuildKit's status stream. For one vertex the
 * order is {@link Started}, then any number of {@link Log} and {@link Progress}, then exactly one
 * of {@link Cached}, {@link Finished} and {@link Failed}.
 */
public sealed interface BuildEvent {
  Vertex vertex();

  Instant time();

  /** Work on the vertex begins; also sent, just before, for one that turns out to be cached. */
  record Started(Vertex vertex, Instant time) implements BuildEvent {}

  /** The vertex' result was known already; nothing was done. */
  record Cached(Vertex vertex, Instant time) implements BuildEvent {}

  /**
   * What a command printed, as it came: not cut at line ends, not always whole UTF-8 sequences.
   *
   * @param data read-only
   */
  record Log(Vertex vertex, Instant time, Stream stream, ByteBuffer data) implements BuildEvent {
    public Log {
      data = data.asReadOnlyBuffer();
    }
  }

  /**
   * How far a part of the vertex' work has come; later ones with the same {@code id} replace it.
   *
   * @param id what is worked on: {@code sha256:1234…}, {@code exporting layers}
   * @param current in bytes
   * @param total in bytes, 0 when not known
   * @param completed when that part was done
   */
  record Progress(
      Vertex vertex,
      Instant time,
      String id,
      long current,
      long total,
      Instant started,
      Optional<Instant> completed)
      implements BuildEvent {}

  /**
   * Build checks found something in the file that the vertex reads; may come after its end.
   *
   * @param warnings at least one
   */
  record Warned(Vertex vertex, Instant time, List<BuildWarning> warnings) implements BuildEvent {
    public Warned {
      warnings = List.copyOf(warnings);
    }
  }

  record Finished(Vertex vertex, Instant time) implements BuildEvent {}

  /**
   * @param cancelled whether the vertex only ended because another one failed or the user asked
   */
  record Failed(Vertex vertex, Instant time, String error, boolean cancelled)
      implements BuildEvent {}

  /** Where a line came from. */
  enum Stream {
    STDOUT,
    STDERR
  }
}
