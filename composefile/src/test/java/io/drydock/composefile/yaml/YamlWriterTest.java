package io.drydock.composefile.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees are written as Go's YAML libraries write them, and read back as they were. */
class YamlWriterTest {
  private static YamlNode read(String text) {
    return YamlReader.documents(text, "x").getFirst();
  }

  private static String written(String text) {
    return YamlWriter.write(YamlScalar.of(text, YamlNode.NOWHERE)).stripTrailing();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain text | plain text",
        "80:80 | 80:80",
        "22:22 | \"22:22\"",
        "3000 | \"3000\"",
        "1.5 | \"1.5\"",
        "0x10 | \"0x10\"",
        "true | \"true\"",
        "yes | \"yes\"",
        "null | \"null\"",
        "2026-11-21 | \"2026-11-21\"",
        "2026-13-21 | 2026-13-21",
        "<< | \"<<\"",
        "a: b | 'a: b'",
        "a:b | a:b",
        "a # b | 'a # b'",
        "a#b | a#b",
        "* | '*'",
        "it's | it's",
        "-p | -p",
        "- p | '- p'",
        "[x] | '[x]'",
        "x[0] | x[0]",
      })
  void quotesOnlyWhatWouldReadAsSomethingElse(String text, String expected) {
    assertThat(written(text)).isEqualTo(expected);
  }

  @Test
  void quotesSpacesAndEscapesControls() {
    assertThat(written(" a")).isEqualTo("' a'");
    assertThat(written("")).isEqualTo("\"\"");
    assertThat(written("a\tb")).isEqualTo("\"a\\tb\"");
    assertThat(written("a\u0001\u00A0")).isEqualTo("\"a\\x01\\_\"");
    assertThat(written("a \nb")).isEqualTo("\"a \\nb\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: null\nb: {}\nc: []\nd:\n  - x\n  - - v\n    - z\n  - e: 1\n    f: 2.5\n",
        "a: |\n  one\n  two\nb:\n  - |-\n    one\n\n    two\n",
        "a: |2\n   indented\nb: |+\n  kept\n\n",
        "\"3000\": x\n'a: b': v\nc: 1e+06\n",
      })
  void writesWhatItReads(String text) {
    assertThat(YamlWriter.write(read(text))).isEqualTo(text);
  }

  @Test
  void writesRecordedProjectsByteForByte() throws IOException {
    Path recorded =
        Path.of(System.getProperty("drydock.home", ".."))
            .resolve("../shared/conformance/compose-go/load-cases.json");
    assumeTrue(Files.exists(recorded), "there are no recorded answers at " + recorded);
    JsonObject document = Json.object(Files.readAllBytes(recorded), recorded.toString());
    for (JsonObject each : Json.children(document, "cases")) {
      String text = Json.string(each, "canonicalYaml").orElse("{}\n");
      assertThat(YamlWriter.write(read(text))).isEqualTo(text);
    }
  }

  @Property(tries = 200)
  void anyTreeReadsBackAsItWas(@ForAll("trees") YamlNode tree) {
    assertThat(read(YamlWriter.write(tree))).isEqualTo(tree);
  }

  @Provide
  Arbitrary<YamlNode> trees() {
    return trees(3);
  }

  private static Arbitrary<YamlNode> trees(int depth) {
    if (depth == 0) {
      return scalars();
    }
    Arbitrary<YamlNode> below = trees(depth - 1);
    return Arbitraries.oneOf(
        scalars(),
        below.list().ofMaxSize(3).map(each -> YamlNode.fromJava(each, YamlNode.NOWHERE)),
        Arbitraries.maps(texts(), below)
            .ofMaxSize(3)
            .map(each -> YamlNode.fromJava(each, YamlNode.NOWHERE)));
  }

  /** Whole numbers are integers when they are read back. */
  private static Arbitrary<YamlNode> scalars() {
    return Arbitraries.oneOf(
            texts().map(each -> (Object) each),
            Arbitraries.longs().map(each -> (Object) each),
            Arbitraries.doubles()
                .filter(each -> each != Math.rint(each))
                .map(each -> (Object) each),
            Arbitraries.of(true, false))
        .injectNull(0.05)
        .map(each -> YamlNode.fromJava(each, YamlNode.NOWHERE));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(12),
        Arbitraries.strings().withChars("ab1 :#-?'\"[]{}\n\t\\|>&*!%,.~_").ofMaxLength(12),
        Arbitraries.of("null", "yes", "1:30", "0o7", ".5", "---", "...", "x".repeat(200)));
  }
}
