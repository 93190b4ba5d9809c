package io.drydock.lint.shell;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/**
 * No bytes make the reader of scripts do anything but end. With {@code JAZZER_FUZZ=1} in the
 * environment: {@code mvn -Pnightly -pl lint -am test -Dtest='ShellFuzzTest'}.
 */
@Tag("nightly")
class ShellFuzzTest {

  @DictionaryEntries({
    "if a; then",
    "fi",
    "case x in",
    "esac",
    "do",
    "done",
    "$(",
    "$((",
    "${x:-",
    "<<EOF",
    "[[ ",
    "<(",
    "function f",
    "{ ",
    "}"
  })
  @FuzzTest(maxDuration = "60s")
  void script(byte[] text) {
    String script = new String(text, StandardCharsets.UTF_8);
    for (ShellCommand command : ShellScript.read(script).commands()) {
      OptionSyntax.getopt("t").read(command.arguments());
    }
  }
}
