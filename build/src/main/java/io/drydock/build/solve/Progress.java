package io.drydock.build.solve;

import io.drydock.build.BuildEvent;
import io.drydock.build.BuildListener;
import io.drydock.build.Vertex;
import io.drydock.oci.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Tells the listener what happens, one event at a time. */
public final class Progress {
  private final BuildListener listener;
  private final String build;

  public Progress(BuildListener listener) {
    this(listener, "");
  }

  private Progress(BuildListener listener, String build) {
    this.listener = listener;
    this.build = build;
  }

  /**
   * The same for work that other builds beside this one do too, such as exporting.
   *
   * @param shown the name of the build, which then is part of vertexes' names; empty for the only
   *     one
   */
  public Progress of(String shown) {
    return shown.isEmpty() ? this : new Progress(listener, shown);
  }

  private Vertex own(Vertex vertex) {
    if (build.isEmpty()) {
      return vertex;
    }
    String name = "[" + build + "] " + vertex.name();
    return new Vertex(
        Digest.of(name.getBytes(StandardCharsets.UTF_8)), name, vertex.inputs(), vertex.location());
  }

  public void started(Vertex vertex) {
    tell(new BuildEvent.Started(own(vertex), Instant.now()));
  }

  public void cached(Vertex vertex) {
    tell(new BuildEvent.Cached(own(vertex), Instant.now()));
  }

  public void finished(Vertex vertex) {
    tell(new BuildEvent.Finished(own(vertex), Instant.now()));
  }

  public void failed(Vertex vertex, String error, boolean cancelled) {
    tell(new BuildEvent.Failed(own(vertex), Instant.now(), error, cancelled));
  }

  public void log(Vertex vertex, BuildEvent.Stream stream, byte[] bytes, int offset, int length) {
    ByteBuffer copy = ByteBuffer.allocate(length).put(bytes, offset, length).flip();
    tell(new BuildEvent.Log(own(vertex), Instant.now(), stream, copy));
  }

  /** A line that the builder itself says about the vertex. */
  public void log(Vertex vertex, String line) {
    byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
    log(vertex, BuildEvent.Stream.STDERR, text, 0, text.length);
  }

  /** Runs a part of a vertex' work that is shown for itself. */
  public void part(Vertex vertex, String id, Runnable work) {
    Instant started = Instant.now();
    tell(new BuildEvent.Progress(own(vertex), started, id, 0, 0, started, Optional.empty()));
    work.run();
    Instant done = Instant.now();
    tell(new BuildEvent.Progress(own(vertex), done, id, 0, 0, started, Optional.of(done)));
  }

  /** Shows how far something has come that is moved: bytes of a total, 0 when not known. */
  public void moved(
      Vertex vertex, String id, long current, long total, Instant started, boolean done) {
    Instant now = Instant.now();
    Optional<Instant> completed = done ? Optional.of(now) : Optional.empty();
    tell(new BuildEvent.Progress(own(vertex), now, id, current, total, started, completed));
  }

  private void tell(BuildEvent event) {
    synchronized (listener) {
      listener.on(event);
    }
  }
}
