package io.drydock.cli.progress;

import io.drydock.build.BuildEvent;
import io.drydock.oci.Digest;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** BuildKit's tty style: a list of steps with their times, drawn anew ten times a second. */
final class TtyProgress implements Progress {
  private static final long FRAME_MILLIS = 100;
  private static final String HOME_AND_CLEAR = "\r\u001b[J";

  private final PrintStream out;
  private final Clock clock = Clock.systemUTC();
  private final Terminal.Size size = Terminal.size();
  private final Map<Digest, TtyStep> steps = new LinkedHashMap<>();
  private final Instant began = clock.instant();
  private final Thread painter;
  private int drawn;
  private boolean closed;

  TtyProgress(PrintStream out) {
    this.out = out;
    painter = Thread.ofPlatform().daemon().name("progress").start(this::paint);
  }

  @Override
  public synchronized void on(BuildEvent event) {
    steps
        .computeIfAbsent(event.vertex().digest(), _ -> new TtyStep(event.vertex(), event.time()))
        .take(event);
  }

  private void paint() {
    try {
      while (draw(false)) {
        Thread.sleep(FRAME_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Draws one frame; false once closed. */
  private synchronized boolean draw(boolean last) {
    if (closed) {
      return false;
    }
    List<String> lines = lines(last);
    var frame = new StringBuilder();
    if (drawn > 0) {
      frame.append("\u001b[").append(drawn).append('A');
    }
    frame.append(HOME_AND_CLEAR);
    lines.forEach(line -> frame.append(line).append('\n'));
    out.print(frame);
    out.flush();
    drawn = lines.size();
    return true;
  }

  private List<String> lines(boolean last) {
    Instant now = clock.instant();
    var lines = new ArrayList<String>();
    steps.values().forEach(step -> lines.addAll(step.lines(now, size.columns(), last)));
    int room = last ? Integer.MAX_VALUE : Math.max(3, size.rows() - 2);
    List<String> shown =
        lines.size() > room ? lines.subList(lines.size() - room, lines.size()) : lines;
    var all = new ArrayList<String>();
    all.add(head(now, last));
    all.addAll(shown);
    return all;
  }

  private String head(Instant now, boolean last) {
    long done = steps.values().stream().filter(TtyStep::ended).count();
    String state =
        last && steps.values().stream().anyMatch(TtyStep::failed)
            ? " ERROR"
            : last ? " FINISHED" : "";
    return String.format(
        Locale.ROOT,
        "[+] Building %.1fs (%d/%d)%s",
        Duration.between(began, now).toMillis() / 1000.0,
        done,
        steps.size(),
        state);
  }

  @Override
  public void close() {
    draw(true);
    synchronized (this) {
      closed = true;
    }
    painter.interrupt();
  }
}
