package io.drydock.api.image;

import com.google.gson.JsonObject;
import io.drydock.core.Sizes;
import io.drydock.distribution.TransferEvent;
import io.drydock.distribution.TransferListener;
import io.drydock.oci.Digest;
import java.util.HashMap;
import java.util.Map;

/** The progress of a pull or a push as docker's clients draw it. */
final class TransferLines implements TransferListener {
  /** Nanoseconds between two lines about one layer. */
  private static final long PACE = 100_000_000;

  private static final int BAR = 50;

  private final JsonLines lines;
  private final boolean pull;
  private final Runnable first;
  private final Map<Digest, Long> told = new HashMap<>();
  private boolean begun;

  /**
   * @param first writes what comes before the layers
   */
  TransferLines(JsonLines lines, boolean pull, Runnable first) {
    this.lines = lines;
    this.pull = pull;
    this.first = first;
  }

  /** Makes sure that what comes before the layers is there. */
  synchronized void begin() {
    if (!begun) {
      begun = true;
      first.run();
    }
  }

  @Override
  public synchronized void on(TransferEvent event) {
    begin();
    Digest item = event.item();
    switch (event) {
      case TransferEvent.Waiting _ -> line(item, pull ? "Pulling fs layer" : "Waiting");
      case TransferEvent.Exists _ -> line(item, pull ? "Already exists" : "Layer already exists");
      case TransferEvent.Mounted mounted -> line(item, "Mounted from " + mounted.from());
      case TransferEvent.Moving moving -> moving(moving);
      case TransferEvent.Verifying _ -> line(item, "Verifying Checksum");
      case TransferEvent.Done _ -> line(item, pull ? "Pull complete" : "Pushed");
    }
  }

  private void line(Digest item, String status) {
    var json = new JsonObject();
    json.addProperty("status", status);
    json.add("progressDetail", new JsonObject());
    json.addProperty("id", item.shortHex());
    lines.write(json);
  }

  private void moving(TransferEvent.Moving event) {
    long now = System.nanoTime();
    Long last = told.get(event.item());
    boolean complete = event.bytes() == event.total();
    if (last != null && now - last < PACE && !complete) {
      return;
    }
    told.put(event.item(), now);
    var detail = new JsonObject();
    detail.addProperty("current", event.bytes());
    if (event.total() > 0) {
      detail.addProperty("total", event.total());
    }
    var json = new JsonObject();
    json.addProperty("status", pull ? "Downloading" : "Pushing");
    json.add("progressDetail", detail);
    json.addProperty("progress", bar(event.bytes(), event.total()));
    json.addProperty("id", event.item().shortHex());
    lines.write(json);
  }

  private static String bar(long bytes, long total) {
    if (total <= 0) {
      return Sizes.decimal(bytes);
    }
    int filled = (int) Math.min(BAR, bytes * BAR / total);
    String bar = filled == BAR ? "=".repeat(BAR) : "=".repeat(filled) + ">";
    return "["
        + bar
        + " ".repeat(Math.max(0, BAR - bar.length()))
        + "]  "
        + Sizes.decimal(bytes)
        + "/"
        + Sizes.decimal(total);
  }
}
