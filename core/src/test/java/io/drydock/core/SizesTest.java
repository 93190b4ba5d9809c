package io.drydock.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes read as docker's: significant digits, decimal units, no trailing zeros. */
class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0B, 0B",
    "999, 999B, 999B",
    "1000, 1kB, 1kB",
    "4263234, 4.263MB, 4.26MB",
    "123456789, 123.5MB, 123MB",
    "77800000, 77.8MB, 77.8MB",
    "5000000000, 5GB, 5GB"
  })
  void readsAsDockers(long bytes, String four, String three) {
    assertThat(Sizes.decimal(bytes)).isEqualTo(four);
    assertThat(Sizes.threeDigits(bytes)).isEqualTo(three);
  }
}
