package io.drydock.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.container.HostConfig.LogConfig;
import io.drydock.core.DrydockException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogOptionsTest {
  private static LogConfig config(String driver, String... options) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(options[i], options[i + 1]);
    }
    return new LogConfig(driver, map);
  }

  private static LogOptions of(String driver, String... options) {
    return LogOptions.of(config(driver, options), LogOptions.DEFAULT);
  }

  /** Rotation is on without being asked for, and sizes are decimal as with Docker. */
  @Test
  void defaultsAndSizes() {
    assertThat(of("")).isEqualTo(LogOptions.DEFAULT);
    assertThat(of("local", "max-size", "1.5k", "max-file", "2"))
        .isEqualTo(new LogOptions("local", 1500, 2));
    assertThat(of("", "max-size", "20MB").maxSize()).isEqualTo(20_000_000);
    assertThat(of("", "max-size", "100").maxSize()).isEqualTo(100);
    assertThat(of("", "max-size", "-1").maxSize()).isZero();
    assertThat(of("none").isKept()).isFalse();
  }

  @Test
  void whatIsNotKnownIsRefusedByName() {
    assertThatThrownBy(() -> of("syslog"))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("'syslog' is not supported");
    assertThatThrownBy(() -> of("nope")).hasMessageContaining("no log driver named 'nope'");
    assertThatThrownBy(() -> of("", "max-sizes", "1")).hasMessageContaining("'max-sizes'");
    for (String size : List.of("", "x", "0", "10q", "-5", "1.5")) {
      assertThatThrownBy(() -> of("", "max-size", size))
          .as(size)
          .isInstanceOf(DrydockException.class);
    }
    assertThatThrownBy(() -> of("", "max-file", "0")).hasMessageContaining("max-file");
    assertThatThrownBy(() -> of("", "labels-regex", "(")).hasMessageContaining("labels-regex");
  }

  @Test
  void detailsAreWhatTheOptionsName() {
    LogConfig config = config("", "labels", "a,b", "env-regex", "^PA", "tag", "t");
    assertThat(
            LogOptions.details(
                config, Map.of("a", "1", "c", "2"), List.of("PATH=/bin", "HOME=/", "X")))
        .isEqualTo(Map.of("a", "1", "PATH", "/bin", "tag", "t"));
  }
}
