package io.drydock.dockerfile.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are expanded and split as a shell would, within what the Dockerfile syntax has. */
class ShellLexerTest {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "file", "/usr/lib/libc.so.6",
          "empty", "",
          "spaced", " a  b ",
          "name", "drydock",
          "dots", "a.b.c");

  private final ShellLexer lexer = new ShellLexer('\\');

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "NULL",
      emptyValue = "",
      textBlock =
          """
          $name-${name}            | drydock-drydock
          ${no:-$name}             | drydock
          ${empty:-x}${empty-x}    | x
          ${empty:+x}${empty+x}    | x
          ${name:?wrong}           | drydock
          '$name'"'$name'"         | $name'drydock'
          \\$name\\\\              | $name\\
          "\\$name \\x"            | $name \\x
          ${file#*/}               | usr/lib/libc.so.6
          ${file##*/}              | libc.so.6
          ${file%.*}               | /usr/lib/libc.so
          ${file%%.*}              | /usr/lib/libc
          ${dots/./-}              | a-b.c
          ${dots//./-}             | a-b-c
          ${dots//[a-c]/-}         | a.b.c
          ${file//\\/}/_}          | /usr/lib/libc.so.6
          ${dots/?.?/X}            | X.c
          $                        | $
          $1x                      | x
          ${no}end                 | end
          """)
  void expands(String word, String expected) {
    assertThat(lexer.expand(word, VARIABLES)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'open",
        "\"open",
        "${",
        "${}",
        "${:x}",
        "${{x}",
        "${x",
        "${x:",
        "${x:-y",
        "${x!y}",
        "${x:#y}",
        "${no:?}",
        "${no?gone}",
        "${x/a}",
        "${x/a/b",
        "${x#\\q}"
      })
  void refuses(String word) {
    assertThatThrownBy(() -> lexer.expand(word, VARIABLES)).isInstanceOf(DrydockException.class);
  }

  @Test
  void splitsAfterExpansionButNotInQuotes() {
    assertThat(lexer.split("x${spaced}y \"$spaced\" '' c\\ d", VARIABLES))
        .containsExactly("x", "a", "b", "y", " a  b ", "c d");
    assertThat(lexer.split("80${no:-80} 1", VARIABLES)).containsExactly("8080", "1");
  }

  @Test
  void saysWhichNamesWereSet() {
    ShellLexer.Result result = lexer.process("$name ${no:-$spaced} $gone", VARIABLES);
    assertThat(result.matched()).containsExactlyInAnyOrder("name", "spaced");
    assertThat(result.unmatched()).containsExactlyInAnyOrder("no", "gone");
  }

  @Test
  void canLeaveQuotesEscapesAndUnsetVariablesAlone() {
    assertThat(lexer.withRawQuotes().expand("'a' \"$name\"", VARIABLES))
        .isEqualTo("'a' \"drydock\"");
    assertThat(lexer.withRawEscapes().expand("a\\b", VARIABLES)).isEqualTo("a\\b");
    assertThat(lexer.withoutQuoteProcessing().expand("it's $name", VARIABLES))
        .isEqualTo("it's drydock");
    assertThat(lexer.withUnsetVariablesKept().expand("$no ${no} ${no:-x} $name", VARIABLES))
        .isEqualTo("$no ${no} ${no:-x} drydock");
  }

  @Test
  void theEscapeCharacterMayBeABacktick() {
    assertThat(new ShellLexer('`').expand("C:\\dir `$name $name", VARIABLES))
        .isEqualTo("C:\\dir $name drydock");
  }

  @Test
  void nestingHasAnEnd() {
    String deep = "${a:-".repeat(5_000) + "}".repeat(5_000);
    assertThatThrownBy(() -> lexer.expand(deep, VARIABLES)).isInstanceOf(DrydockException.class);
  }
}
