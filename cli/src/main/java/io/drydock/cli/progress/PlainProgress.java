package io.drydock.cli.progress;

import io.drydock.build.BuildEvent;
import io.drydock.build.Vertex;
import io.drydock.core.Sizes;
import io.drydock.oci.Digest;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * BuildKit's plain style: numbered steps, one step's lines together. Lines of other steps wait
 * until the step on show ends, or for a few seconds at most.
 */
final class PlainProgress implements Progress {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final PrintStream out;
  private final Map<Digest, Step> steps = new LinkedHashMap<>();
  private Optional<Step> shown = Optional.empty();
  private boolean anything;

  PlainProgress(PrintStream out) {
    this.out = out;
  }

  /** A vertex with its number and the lines that are not printed yet. */
  private static final class Step {
    private final int number;
    private final Vertex vertex;
    private final Instant started;
    private final LineBuffer log = new LineBuffer();
    private final List<String> waiting = new ArrayList<>();
    private Instant waitingSince;
    private boolean ended;
    private boolean titled;

    Step(int number, Vertex vertex, Instant started) {
      this.number = number;
      this.vertex = vertex;
      this.started = started;
      this.waitingSince = started;
    }

    void add(String line, Instant time) {
      if (waiting.isEmpty()) {
        waitingSince = time;
      }
      waiting.add(line);
    }

    void addLog(List<String> lines, Instant time) {
      lines.forEach(line -> add(seconds(Duration.between(started, time), 3) + " " + line, time));
    }
  }

  @Override
  public void on(BuildEvent event) {
    Step step =
        steps.computeIfAbsent(
            event.vertex().digest(), _ -> new Step(steps.size() + 1, event.vertex(), event.time()));
    switch (event) {
      case BuildEvent.Started _ -> {}
      case BuildEvent.Log log -> step.addLog(step.log.add(log.data()), log.time());
      case BuildEvent.Progress progress ->
          progress.completed().ifPresent(done -> step.add(progressLine(progress, done), done));
      case BuildEvent.Warned warned ->
          warned.warnings().forEach(each -> step.add("WARN: " + each.summary(), warned.time()));
      case BuildEvent.Cached cached -> end(step, "CACHED", cached.time());
      case BuildEvent.Finished done -> end(step, "DONE " + elapsed(step, done.time()), done.time());
      case BuildEvent.Failed failed ->
          end(step, failed.cancelled() ? "CANCELED" : "ERROR: " + failed.error(), failed.time());
    }
    show(event.time());
  }

  private static void end(Step step, String line, Instant time) {
    step.addLog(step.log.rest(), time);
    step.add(line, time);
    step.ended = true;
  }

  private void show(Instant now) {
    if (shown.isPresent()) {
      Step current = shown.get();
      print(current);
      if (!current.ended && !tired(current, now)) {
        return;
      }
    }
    steps.values().stream()
        .filter(step -> step.ended && !step.waiting.isEmpty())
        .forEach(this::print);
    steps.values().stream()
        .filter(step -> !step.waiting.isEmpty())
        .findFirst()
        .ifPresent(this::print);
  }

  private boolean tired(Step current, Instant now) {
    return steps.values().stream()
        .filter(step -> step != current && !step.waiting.isEmpty())
        .anyMatch(step -> Duration.between(step.waitingSince, now).compareTo(PATIENCE) > 0);
  }

  private void print(Step step) {
    if (step.waiting.isEmpty()) {
      return;
    }
    boolean same = shown.isPresent() && shown.get() == step;
    if (!same) {
      if (shown.isPresent() && !shown.get().ended) {
        out.println("#" + shown.get().number + " ...");
      }
      if (anything) {
        out.println();
      }
    }
    if (!step.titled || !same) {
      out.println("#" + step.number + " " + step.vertex.name());
      step.titled = true;
    }
    step.waiting.forEach(line -> out.println("#" + step.number + " " + line));
    step.waiting.clear();
    out.flush();
    anything = true;
    shown = step.ended ? Optional.empty() : Optional.of(step);
  }

  private static String progressLine(BuildEvent.Progress progress, Instant done) {
    String size = progress.current() > 0 ? " " + Sizes.decimal(progress.current()) : "";
    String time = seconds(Duration.between(progress.started(), done), 1);
    return progress.id() + (size.isEmpty() ? "" : ":" + size) + " " + time + "s done";
  }

  private static String elapsed(Step step, Instant end) {
    return seconds(Duration.between(step.started, end), 1) + "s";
  }

  private static String seconds(Duration duration, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", duration.toNanos() / 1e9);
  }

  @Override
  public void close() {
    steps.values().forEach(this::print);
    if (anything) {
      out.println();
    }
    out.flush();
  }
}
