package io.drydock.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations and sizes read as Docker's own tools read them. */
class DurationsTest {
  @Test
  void durationsAddUpTheirParts() {
    assertThat(Durations.parse("1h2m3.5s")).isEqualTo(Duration.ofMillis(3_723_500));
    assertThat(Durations.parse("-1.5ms")).isEqualTo(Duration.ofNanos(-1_500_000));
    assertThat(Durations.parse("100us")).isEqualTo(Durations.parse("100\u00b5s"));
    assertThat(Durations.parse("0")).isZero();
    assertThat(Durations.parse(".5m")).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "1x", "s", "-", "1.2.3s", ".s", "9999999999h", "1 s"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(DrydockException.class);
  }

  @Test
  void sizesHaveBinaryUnits() {
    assertThat(Sizes.parse("64")).isEqualTo(64);
    assertThat(Sizes.parse("1k")).isEqualTo(1024);
    assertThat(Sizes.parse("1.5 GiB")).isEqualTo(1_610_612_736L);
    assertThat(Sizes.parse("2Tb")).isEqualTo(2L << 40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "-1m", "1x", "1mm", "1.2.3m", "99999999p", "kb"})
  void otherSizesAreRefused(String text) {
    assertThatThrownBy(() -> Sizes.parse(text)).isInstanceOf(DrydockException.class);
  }
}
