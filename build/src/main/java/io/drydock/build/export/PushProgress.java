package io.drydock.build.export;

import io.drydock.build.Vertex;
import io.drydock.build.solve.Progress;
import io.drydock.distribution.TransferEvent;
import io.drydock.distribution.TransferListener;
import io.drydock.oci.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows the layers of a push in a build's progress. */
final class PushProgress implements TransferListener {
  /** How often a layer's line may change. */
  private static final Duration PACE = Duration.ofMillis(200);

  private final Progress progress;
  private final Vertex vertex;
  private final Map<Digest, Started> started = new ConcurrentHashMap<>();

  private record Started(Instant time, Instant shown, long bytes) {}

  PushProgress(Progress progress, Vertex vertex) {
    this.progress = progress;
    this.vertex = vertex;
  }

  @Override
  public void on(TransferEvent event) {
    if (event instanceof TransferEvent.Moving moving) {
      moving(moving);
    } else if (event instanceof TransferEvent.Done
        || event instanceof TransferEvent.Exists
        || event instanceof TransferEvent.Mounted) {
      Started known = started.remove(event.item());
      Instant now = Instant.now();
      long bytes = known == null ? 0 : known.bytes();
      progress.moved(vertex, id(event), bytes, bytes, known == null ? now : known.time(), true);
    }
  }

  private void moving(TransferEvent.Moving event) {
    Instant now = Instant.now();
    Started known = started.get(event.item());
    boolean due = known == null || known.shown().plus(PACE).isBefore(now);
    Instant begun = known == null ? now : known.time();
    Instant shown = known == null || due ? now : known.shown();
    started.put(event.item(), new Started(begun, shown, event.bytes()));
    if (due) {
      long total = Math.max(0, event.total());
      progress.moved(vertex, id(event), event.bytes(), total, begun, false);
    }
  }

  private static String id(TransferEvent event) {
    String layer = "pushing " + event.item();
    if (event instanceof TransferEvent.Exists) {
      return layer + " (exists)";
    }
    return event instanceof TransferEvent.Mounted mounted
        ? layer + " (mounted from " + mounted.from() + ")"
        : layer;
  }
}
