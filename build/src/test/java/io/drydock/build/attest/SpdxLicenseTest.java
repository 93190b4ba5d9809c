package io.drydock.build.attest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpdxLicenseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIT",
        "(MIT OR Apache-2.0)",
        "GPL-2.0-only WITH Classpath-exception-2.0",
        "MIT AND (BSD-3-Clause OR Apache-2.0+)"
      })
  void knowsExpressions(String text) {
    assertThat(SpdxLicense.isExpression(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "BSD", "MIT or", "MIT MIT", "(MIT", "MIT)", "MIT WITH MIT", "SEE LICENSE"})
  void takesNothingElseForOne(String text) {
    assertThat(SpdxLicense.isExpression(text)).isFalse();
  }
}
