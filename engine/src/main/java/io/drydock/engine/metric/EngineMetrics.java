package io.drydock.engine.metric;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The counters and gauges of an engine. Counting is cheap and never fails. */
public final class EngineMetrics {
  /** The media type of what {@link #write} writes. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** All at zero. */
  public EngineMetrics(String version) {}

  /** Where to ask for the number of containers in each state, when somebody asks. */
  public void containersFrom(Supplier<Map<String, Integer>> byState) {}

  public void containerStarted(Duration took) {}

  public void containerExited(int exitCode) {}

  public void containerRestarted() {}

  public void outOfMemory() {}

  public void healthProbe(boolean passed) {}

  /** A build ended. */
  public void built(boolean succeeded, Duration took, int stepsCached, int stepsRun) {}

  /**
   * A request of the API was answered.
   *
   * @param route with placeholders, so that there are few: {@code POST /containers/{id}/start}
   */
  public void answered(String route, int status, Duration took) {}

  /** All of them in Prometheus' text format. */
  public void write(OutputStream out) throws IOException {
    throw new UnsupportedOperationException();
  }
}
