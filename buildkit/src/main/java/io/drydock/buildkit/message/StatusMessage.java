package io.drydock.buildkit.message;

import io.drydock.build.BuildEvent;
import io.drydock.build.Vertex;
import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.oci.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Events of a build as messages of {@code Control.Status}. */
public final class StatusMessage {
  private static final int VERTEXES = 1;
  private static final int STATUSES = 2;
  private static final int LOGS = 3;
  private static final int WARNINGS = 4;

  private StatusMessage() {}

  /**
   * The message that tells of the event.
   *
   * @param started when the vertex' work began; by it clients tell its spells of work apart
   * @param dockerfile that warnings are about
   */
  public static byte[] of(BuildEvent event, Instant started, Optional<DockerfileText> dockerfile) {
    return switch (event) {
      case BuildEvent.Started e -> vertex(e.vertex(), new Outcome(e.time()));
      case BuildEvent.Cached e ->
          vertex(e.vertex(), new Outcome(started, Optional.of(e.time()), true, ""));
      case BuildEvent.Finished e ->
          vertex(e.vertex(), new Outcome(started, Optional.of(e.time()), false, ""));
      case BuildEvent.Failed e -> vertex(e.vertex(), failed(e, started));
      case BuildEvent.Log e -> log(e);
      case BuildEvent.Progress e -> progress(e);
      case BuildEvent.Warned e -> warnings(e, dockerfile);
    };
  }

  /** How a vertex stands. */
  private record Outcome(
      Instant started, Optional<Instant> completed, boolean cached, String error) {
    Outcome(Instant started) {
      this(started, Optional.empty(), false, "");
    }
  }

  private static Outcome failed(BuildEvent.Failed event, Instant started) {
    String error = event.cancelled() ? "context canceled" : event.error();
    return new Outcome(started, Optional.of(event.time()), false, error);
  }

  private static byte[] vertex(Vertex vertex, Outcome outcome) {
    var out =
        new WireWriter()
            .text(1, vertex.digest().toString())
            .texts(2, vertex.inputs().stream().map(Digest::toString).toList())
            .text(3, vertex.name())
            .flag(4, outcome.cached());
    out.time(5, outcome.started()).time(6, outcome.completed()).text(7, outcome.error());
    return new WireWriter().message(VERTEXES, out.encode()).encode();
  }

  private static byte[] log(BuildEvent.Log event) {
    ByteBuffer data = event.data().duplicate();
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    var out =
        new WireWriter()
            .text(1, event.vertex().digest().toString())
            .time(2, event.time())
            .number(3, event.stream() == BuildEvent.Stream.STDOUT ? 1 : 2)
            .bytes(4, bytes);
    return new WireWriter().message(LOGS, out.encode()).encode();
  }

  private static byte[] progress(BuildEvent.Progress event) {
    var out =
        new WireWriter()
            .text(1, event.id())
            .text(2, event.vertex().digest().toString())
            .number(4, event.current())
            .number(5, event.total())
            .time(6, event.time())
            .time(7, event.started())
            .time(8, event.completed());
    return new WireWriter().message(STATUSES, out.encode()).encode();
  }

  private static byte[] warnings(BuildEvent.Warned event, Optional<DockerfileText> dockerfile) {
    var out = new WireWriter();
    for (BuildWarning each : event.warnings()) {
      out.message(WARNINGS, warning(event.vertex(), each, dockerfile));
    }
    return out.encode();
  }

  private static byte[] warning(
      Vertex vertex, BuildWarning warning, Optional<DockerfileText> dockerfile) {
    var out =
        new WireWriter()
            .text(1, vertex.digest().toString())
            .number(2, 1)
            .bytes(3, warning.summary().getBytes(StandardCharsets.UTF_8));
    out.message(4, warning.check().description().getBytes(StandardCharsets.UTF_8));
    out.text(5, warning.check().url());
    dockerfile.ifPresent(file -> out.message(6, file.encode()));
    return out.message(7, DockerfileText.range(warning.location())).encode();
  }

  /** The message that tells of one warning, which has the form of {@code LLBBridge.Warn}'s. */
  public static byte[] warning(byte[] warning) {
    return new WireWriter().message(WARNINGS, warning).encode();
  }
}
