package io.drydock.dockerfile;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.dockerfile.shell.ShellLexer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/**
 * No bytes make reading do anything but succeed or refuse them. With {@code JAZZER_FUZZ=1} in the
 * environment one method at a time is fuzzed: {@code mvn -Pnightly -pl dockerfile -am test
 * -Dtest='ReadingFuzzTest#dockerfile'}.
 */
@Tag("nightly")
class ReadingFuzzTest {
  private static final Map<String, String> VARIABLES = Map.of("a", "b c", "e", "");

  @DictionaryEntries({
    "FROM a AS b\\x0A", "RUN --mount=type=cache,", "COPY --from=", "ENV a=", "ARG ", "ONBUILD ",
    "HEALTHCHECK --interval=1s CMD ", "<<EOF\\x0A", "<<-'EOF'", "# escape=`\\x0A", "[\\\"x\\\"]",
        "${a:-"
  })
  @FuzzTest(maxDuration = "60s")
  void dockerfile(byte[] text) {
    refusedAtMost(() -> Dockerfile.parse("Dockerfile", text));
  }

  @FuzzTest(maxDuration = "60s")
  void word(byte[] text) {
    var lexer = new ShellLexer('\\');
    String word = new String(text, StandardCharsets.UTF_8);
    refusedAtMost(() -> lexer.process(word, VARIABLES));
    refusedAtMost(() ->
        lexer.withRawQuotes().withRawEscapes().withUnsetVariablesKept().process(word, VARIABLES));
  }

  @FuzzTest(maxDuration = "60s")
  void ignoreFile(byte[] text) {
    refusedAtMost(() -> {
      IgnoreRules rules = IgnoreRules.parse(".dockerignore", text);
      rules.excludes("a/b/c.txt");
      rules.mayContainIncluded("a/b");
    });
  }

  private static void refusedAtMost(Runnable reading) {
    try {
      reading.run();
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.INVALID && e.kind() != ErrorKind.UNSUPPORTED) {
        throw new AssertionError(e);
      }
    }
  }
}
