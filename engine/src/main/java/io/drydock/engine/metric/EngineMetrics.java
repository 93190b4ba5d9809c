package io.drydock.engine.metric;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The counters and gauges of an engine. Counting is cheap and never fails. */
public final class EngineMetrics {
  /** The media type of what {@link #write} writes. */
  public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double[] SECONDS = {0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 120};
  private static final double NANOS = 1e9;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram starts =
      histogram("drydock_container_start_seconds", "Times that starts of containers took.");
  private final Counter exits =
      counter("drydock_container_exits", "Ends of containers by exit code.", "code");
  private final Counter restarts =
      counter("drydock_container_restarts", "Restarts of containers by their policies.");
  private final Counter outOfMemory =
      counter("drydock_container_oom_kills", "Containers that the kernel killed for memory.");
  private final Counter probes =
      counter("drydock_health_probes", "Probes of containers' health by result.", "result");
  private final Counter builds = counter("drydock_builds", "Builds by result.", "result");
  private final Histogram buildTimes =
      histogram("drydock_build_seconds", "Times that builds took.");
  private final Counter steps =
      counter("drydock_build_steps", "Steps of builds by where their result is from.", "from");
  private final Counter requests =
      counter("drydock_api_requests", "Requests of the API.", "route", "status");
  private final Histogram requestTimes =
      histogram("drydock_api_request_seconds", "Times that answers to requests took.", "route");

  /** All at zero. */
  public EngineMetrics(String version) {
    Info.builder()
        .name("drydock_engine_info")
        .help("The engine's version.")
        .labelNames("version")
        .register(registry)
        .setLabelValues(version);
    ProcessFigures.register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private Histogram histogram(String name, String help, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(SECONDS)
        .register(registry);
  }

  /** Where to ask for the number of containers in each state, when somebody asks. */
  public void containersFrom(Supplier<Map<String, Integer>> byState) {
    GaugeWithCallback.builder()
        .name("drydock_containers")
        .help("Containers by state.")
        .labelNames("state")
        .callback(gauge -> byState.get().forEach((state, count) -> gauge.call(count, state)))
        .register(registry);
  }

  public void containerStarted(Duration took) {
    starts.observe(took.toNanos() / NANOS);
  }

  public void containerExited(int exitCode) {
    exits.labelValues(Integer.toString(exitCode)).inc();
  }

  public void containerRestarted() {
    restarts.inc();
  }

  public void outOfMemory() {
    outOfMemory.inc();
  }

  public void healthProbe(boolean passed) {
    probes.labelValues(passed ? "passed" : "failed").inc();
  }

  /** A build ended. */
  public void built(boolean succeeded, Duration took, int stepsCached, int stepsRun) {
    builds.labelValues(succeeded ? "succeeded" : "failed").inc();
    buildTimes.observe(took.toNanos() / NANOS);
    steps.labelValues("cache").inc(stepsCached);
    steps.labelValues("run").inc(stepsRun);
  }

  /**
   * A request of the API was answered.
   *
   * @param route with placeholders, so that there are few: {@code POST /containers/{id}/start}
   */
  public void answered(String route, int status, Duration took) {
    requests.labelValues(route, Integer.toString(status)).inc();
    requestTimes.labelValues(route).observe(took.toNanos() / NANOS);
  }

  /** All of them in Prometheus' text format. */
  public void write(OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
  }
}
