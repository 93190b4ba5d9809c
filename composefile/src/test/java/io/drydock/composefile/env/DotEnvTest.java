package io.drydock.composefile.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Environment files are read as docker compose reads them. */
class DotEnvTest {
  private static final Variables OUTER = Variables.of(Map.of("OUTER", "from outside"));

  private static Map<String, String> parse(String text) {
    return DotEnv.parse(text, ".env", OUTER);
  }

  @Test
  void readsNamesQuotesCommentsAndExports() {
    assertThat(
            parse(
                """
                # comment
                A=plain text # comment
                B='$A \\n' # comment
                export C="tab\\t$A"
                D: colon
                E=
                OUTER
                MISSING
                F=a#b
                G='two
                lines'
                H=${OUTER}-${E:-none}
                """))
        .containsExactly(
            Map.entry("A", "plain text"),
            Map.entry("B", "$A \\n"),
            Map.entry("C", "tab\tplain text"),
            Map.entry("D", "colon"),
            Map.entry("E", ""),
            Map.entry("OUTER", "from outside"),
            Map.entry("F", "a#b"),
            Map.entry("G", "two\nlines"),
            Map.entry("H", "from outside-none"));
  }

  @Test
  void readsFilesOfWindows() {
    assertThat(parse("\uFEFFA=1\r\nB=2\r\n")).containsEntry("A", "1").containsEntry("B", "2");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "A=1\\nB$=2, .env:2, unexpected character \"$\" in variable name",
        "A=1\\n\\nB='2\\n3, .env:3, unterminated quoted value '2",
        "A='1\\n2'\\nB C=3, .env:3, key cannot contain a space",
        "A=1\\nB=${C:?give C}, .env:2, required variable C is missing a value: give C",
      })
  void namesTheLineOfAnError(String text, String place, String words) {
    assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e).hasMessageContaining(words);
              assertThat(e.location().orElseThrow()).hasToString(place);
            });
  }

  @Test
  void takesRawFilesLiterally() {
    assertThat(DotEnv.parseRaw("# comment\nA='$B' # x\n  C=1\nOUTER\nMISSING\n", ".env", OUTER))
        .containsExactly(
            Map.entry("A", "'$B' # x"), Map.entry("C", "1"), Map.entry("OUTER", "from outside"));
    assertThatThrownBy(() -> DotEnv.parseRaw("A B=1", ".env", OUTER))
        .hasMessageContaining("\"A B\" contains white space");
  }
}
