package io.drydock.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineMetricsTest {
  /** Everything that is counted shows up as Prometheus reads it. */
  @Test
  void whatIsCountedIsWritten() throws Exception {
    var metrics = new EngineMetrics("1.2");
    metrics.containersFrom(() -> Map.of("running", 3, "exited", 1));
    metrics.containerStarted(Duration.ofMillis(80));
    metrics.containerExited(137);
    metrics.healthProbe(false);
    metrics.built(true, Duration.ofSeconds(3), 5, 2);
    metrics.answered("GET /containers/{id}/json", 404, Duration.ofMillis(1));
    var out = new ByteArrayOutputStream();
    metrics.write(out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("drydock_engine_info{version=\"1.2\"} 1")
        .contains("drydock_containers{state=\"running\"} 3.0")
        .contains("drydock_container_start_seconds_bucket{le=\"0.1\"} 1")
        .contains("drydock_container_exits_total{code=\"137\"} 1.0")
        .contains("drydock_health_probes_total{result=\"failed\"} 1.0")
        .contains("drydock_build_steps_total{from=\"cache\"} 5.0")
        .contains(
            "drydock_api_requests_total{route=\"GET /containers/{id}/json\",status=\"404\"} 1.0")
        .containsPattern("process_resident_memory_bytes [1-9]");
  }
}
