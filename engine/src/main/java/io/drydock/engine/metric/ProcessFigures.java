package io.drydock.engine.metric;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** The engine as a process, under the names that Prometheus has for that. */
final class ProcessFigures {
  private static final Path SELF = Path.of("/proc/self");
  private static final long KIBIBYTE = 1024;
  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  private ProcessFigures() {}

  static void register(PrometheusRegistry registry) {
    double started =
        ProcessHandle.current().info().startInstant().orElse(Instant.now()).toEpochMilli() / MILLIS;
    gauge(registry, "process_start_time_seconds", "When the engine started.", () -> started);
    gauge(
        registry,
        "process_resident_memory_bytes",
        "Memory of the engine.",
        ProcessFigures::residentBytes);
    gauge(registry, "process_open_fds", "Files that are open.", ProcessFigures::openFiles);
    CounterWithCallback.builder()
        .name("process_cpu_seconds")
        .help("Processor time of the engine.")
        .callback(counter -> counter.call(processorSeconds()))
        .register(registry);
  }

  private interface Figure {
    double now() throws IOException;
  }

  private static void gauge(PrometheusRegistry registry, String name, String help, Figure figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(gauge -> {
          try {
            gauge.call(figure.now());
          } catch (IOException e) {
            gauge.call(Double.NaN);
          }
        })
        .register(registry);
  }

  private static double residentBytes() throws IOException {
    for (String line : Files.readAllLines(SELF.resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE;
      }
    }
    return Double.NaN;
  }

  private static double openFiles() throws IOException {
    try (Stream<Path> all = Files.list(SELF.resolve("fd"))) {
      return all.count();
    }
  }

  private static double processorSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(used -> used.toNanos() / NANOS)
        .orElse(0.0);
  }
}
