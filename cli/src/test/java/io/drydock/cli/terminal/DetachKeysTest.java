package io.drydock.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The keys that leave a container, in whatever pieces they are typed. */
class DetachKeysTest {
  private static String passed(DetachKeys keys, String typed) {
    byte[] bytes = typed.getBytes(StandardCharsets.ISO_8859_1);
    return keys.pass(bytes, bytes.length)
        .map(each -> new String(each, StandardCharsets.ISO_8859_1))
        .orElse("left");
  }

  @Test
  void holdsBackOnlyWhatMayBecomeTheSequence() {
    DetachKeys usual = DetachKeys.of("");
    assertThat(passed(usual, "ab")).isEqualTo("ab");
    assertThat(passed(usual, "c\020")).isEqualTo("c");
    assertThat(passed(usual, "d")).isEqualTo("\020d");
    assertThat(passed(usual, "\020\020")).isEqualTo("\020");
    assertThat(passed(usual, "\021")).isEqualTo("left");
  }

  @Test
  void knowsNamedKeys() {
    assertThat(passed(DetachKeys.of("ctrl-a,d"), "\001d")).isEqualTo("left");
    assertThat(passed(DetachKeys.of("ctrl-@"), "\0")).isEqualTo("left");
    assertThat(passed(DetachKeys.of("ctrl-_"), "\037")).isEqualTo("left");
    assertThat(passed(DetachKeys.of("no such key"), "\020\021")).isEqualTo("left");
  }
}
