package io.drydock.lint.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, reading it ends, and what it finds lies within the text. */
class ShellRobustnessTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "if ",
          "then ",
          "else ",
          "fi",
          "for ",
          "in ",
          "do ",
          "done",
          "while ",
          "case ",
          "esac",
          "{ ",
          "}",
          "(",
          ")",
          "((",
          "))",
          "$(",
          "${",
          "`",
          "'",
          "\"",
          "\\",
          "$",
          "#",
          "|",
          "||",
          "&",
          "&&",
          ";",
          ";;",
          "<<E\n",
          "<<-'E'",
          "E\n",
          "<",
          ">",
          "<(",
          "[[ ",
          "]]",
          "=",
          "a=(",
          "\n",
          " ",
          "\t",
          "!",
          "x()",
          "function ",
          "é",
          "\u0000");

  @Provide
  static Arbitrary<String> scripts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(60).map(each -> String.join("", each));
  }

  @Property(tries = 3_000)
  void wordsLieWithinTheText(@ForAll("scripts") String text) {
    for (ShellCommand command : ShellScript.read(text).commands()) {
      for (ShellWord word : command.words()) {
        assertThat(word.start()).isBetween(0, text.length());
        assertThat(word.end()).isBetween(word.start(), text.length());
      }
    }
  }

  @Property(tries = 1_000)
  void quotedTextIsOneWord(@ForAll String text) {
    String quoted = "'" + text.replace("'", "'\\''") + "'";
    ShellScript script = ShellScript.read("a " + quoted);
    assertThat(script.commands()).hasSize(1);
    assertThat(script.commands().getFirst().arguments().getFirst().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "((",
        "$(",
        "$((",
        "${a:-",
        "`",
        "\"$(",
        "{ ",
        "if ",
        "while ",
        "case x in y) ",
        "f() ",
        "function f ",
        "! ",
        "a=(",
        "<(",
        "a <<E ",
        "a | ",
        "a && ",
        "[[ ",
        "for x in ",
        "$'",
        "#",
        "a\\",
        "'",
        "\"",
        "$(`",
        "((a) ",
        "$((a)b) "
      })
  void repetitionNeitherHangsNorOverflows(String piece) {
    String text = piece.repeat(60_000 / piece.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(ShellScript.read(text)).isNotNull());
  }
}
