package io.drydock.cli.output;

import io.drydock.core.Sizes;
import io.drydock.distribution.TransferEvent;
import io.drydock.distribution.TransferListener;
import io.drydock.oci.Digest;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Shows a pull or a push line by line as docker does: on a terminal each layer keeps its line, with
 * a bar; elsewhere each change is a line.
 */
public final class TransferDisplay implements TransferListener {
  private static final int BAR = 50;
  private static final long REDRAW_NANOS = 100_000_000;

  /** What docker calls the stages, in either direction. */
  public enum Direction {
    PULL("Pulling fs layer", "Already exists", "Downloading", "Pull complete"),
    PUSH("Preparing", "Layer already exists", "Pushing", "Pushed");

    private final String waiting;
    private final String exists;
    private final String moving;
    private final String done;

    Direction(String waiting, String exists, String moving, String done) {
      this.waiting = waiting;
      this.exists = exists;
      this.moving = moving;
      this.done = done;
    }
  }

  private final Direction direction;
  private final PrintStream out;
  private final boolean terminal;
  private final Map<Digest, Integer> lines = new LinkedHashMap<>();
  private final Map<Digest, String> last = new LinkedHashMap<>();
  private long drawn;

  /**
   * @param terminal whether lines can be written over
   */
  public TransferDisplay(Direction direction, PrintStream out, boolean terminal) {
    this.direction = direction;
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void on(TransferEvent event) {
    switch (event) {
      case TransferEvent.Waiting(Digest item) -> show(item, direction.waiting);
      case TransferEvent.Exists(Digest item) -> show(item, direction.exists);
      case TransferEvent.Mounted(Digest item, String from) -> show(item, "Mounted from " + from);
      case TransferEvent.Moving(Digest item, long bytes, long total) -> moving(item, bytes, total);
      case TransferEvent.Verifying(Digest item) -> show(item, "Verifying Checksum");
      case TransferEvent.Done(Digest item) -> {
        if (direction == Direction.PULL) {
          show(item, "Download complete");
        }
        show(item, direction.done);
      }
    }
  }

  private void moving(Digest item, long bytes, long total) {
    long now = System.nanoTime();
    if (!terminal || (bytes > 0 && now - drawn < REDRAW_NANOS)) {
      return;
    }
    drawn = now;
    String amount =
        total < 0
            ? Sizes.decimal(bytes)
            : bar(bytes, total) + "  " + Sizes.decimal(bytes) + "/" + Sizes.decimal(total);
    show(item, direction.moving + "  " + amount);
  }

  private static String bar(long bytes, long total) {
    int filled = total <= 0 ? BAR : (int) Math.min(BAR, bytes * BAR / total);
    return "[" + "=".repeat(filled) + ">" + " ".repeat(BAR - filled) + "]";
  }

  private void show(Digest item, String state) {
    if (state.equals(last.put(item, state))) {
      return;
    }
    String line = item.shortHex() + ": " + state;
    if (!terminal) {
      out.println(line);
      return;
    }
    Integer place = lines.get(item);
    if (place == null) {
      lines.put(item, lines.size());
      out.println(line);
    } else {
      int up = lines.size() - place;
      out.printf(Locale.ROOT, "\033[%dA\033[2K\r%s\033[%dB\r", up, line, up);
    }
    out.flush();
  }

  @Override
  public synchronized void waiting(
      String what, String reason, Duration wait, int attempt, int attempts) {
    out.printf(
        Locale.ROOT,
        "%s: %s; retrying in %.1f seconds (attempt %d of %d)%n",
        what,
        reason,
        wait.toMillis() / 1000.0,
        attempt,
        attempts);
    lines.clear();
    out.flush();
  }
}
