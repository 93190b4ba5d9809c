package io.drydock.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals are known by name and number. */
class SignalsTest {
  @ParameterizedTest
  @CsvSource({
    "SIGTERM,15",
    "term,15",
    "9,9",
    "SIGKILL,9",
    "SIGRTMIN,34",
    "RTMIN+3,37",
    "SIGRTMAX-1,63",
    "RTMAX,64",
    "IOT,6",
    "SIGWINCH,28",
    "sys,31"
  })
  void aNameOrNumberIsASignal(String text, int number) {
    assertThat(Signals.parse(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "65", "SIG", "FUN", "RTMIN+31", "RTMAX-99", "-1", "15 "})
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> Signals.parse(text)).hasMessage("invalid signal: " + text);
  }

  @Test
  void numbersHaveNames() {
    assertThat(Signals.name(15)).isEqualTo("TERM");
    assertThat(Signals.name(40)).isEqualTo("40");
  }
}
