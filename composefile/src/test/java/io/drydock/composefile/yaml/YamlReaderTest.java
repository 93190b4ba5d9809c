package io.drydock.composefile.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text becomes typed trees that know their places; what is no good tree is refused with its place.
 */
class YamlReaderTest {
  private static YamlNode read(String text) {
    List<YamlNode> documents = YamlReader.documents(text, "compose.yaml");
    assertThat(documents).hasSize(1);
    return documents.getFirst();
  }

  private static void refused(String text, String place, String words) {
    ThrowingCallable reading = () -> read(text);
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e).hasMessageContaining(words);
              assertThat(e.location().orElseThrow()).hasToString(place);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "22:22, STRING, 22:22",
    "yes, STRING, yes",
    "on, STRING, on",
    "true, BOOL, true",
    "0o17, INT, 15",
    "0440, INT, 288",
    "089, FLOAT, 89",
    "0x1F, INT, 31",
    "1_000, INT, 1000",
    "1.50, FLOAT, 1.5",
    "1e6, FLOAT, 1e+06",
    ".5, FLOAT, 0.5",
    "1.2.3, STRING, 1.2.3",
    "1e, STRING, 1e",
    "18446744073709551615, INT, 18446744073709551615",
    "~, NULL, ''",
    "!!str 12, STRING, 12",
    "'\"12\"', STRING, 12",
  })
  void typesPlainScalarsAsGoDoes(String text, YamlScalar.Type type, String value) {
    var scalar = (YamlScalar) read("[" + text + "]").sequence().orElseThrow().get(0);
    assertThat(scalar.type()).isEqualTo(type);
    assertThat(scalar.asText()).isEqualTo(value);
  }

  @Test
  void knowsThePlaceOfKeysAndValues() {
    var web =
        (YamlMapping) read("services:\n  web:\n    image: x\n").at("services", "web").orElseThrow();
    assertThat(web.keyLocation("image")).hasToString("compose.yaml:3:5");
    assertThat(web.require("image").location()).hasToString("compose.yaml:3:12");
  }

  @Test
  void readsEveryDocumentOfAFile() {
    assertThat(YamlReader.documents("a: 1\n---\nb: 2\n", "x")).hasSize(2);
    assertThat(YamlReader.documents("# nothing\n", "x")).isEmpty();
  }

  @Test
  void ownKeysGoBeforeMergedOnesAndEarlierMergedOnesBeforeLater() {
    YamlNode root = read("a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc:\n  <<: [*a, *b]\n  y: own\n");
    assertThat(root.at("c").orElseThrow().toJava()).isEqualTo(Map.of("x", 1L, "y", "own", "z", 2L));
  }

  @Test
  void keepsTagsOfTheWritersOwn() {
    YamlNode root = read("a: !reset null\nb: !override\n  - x\nc: !reset\n");
    assertThat(root.at("a").orElseThrow().isTagged("!reset")).isTrue();
    assertThat(root.at("b").orElseThrow().isTagged("!override")).isTrue();
    assertThat(root.at("c").orElseThrow().isNull()).isTrue();
  }

  @Test
  void readsJsonIndentedByTabs() {
    assertThat(read("{\n\t\"a\": [\n\t\t1,\n\t\tnull]\n}").toJava()).isNotNull();
  }

  @Test
  void refusesASecondKeyAndNamesBothPlaces() {
    refused(
        "services:\n  web:\n    image: a\n    image: b\n",
        "compose.yaml:4:5",
        "services.web.image is given twice, first in compose.yaml:3:5");
  }

  @Test
  void refusesKeysThatAreNoStrings() {
    refused("services:\n  123: {}\n", "compose.yaml:2:3", "non-string key in services: 123");
    refused("123: {}\n", "compose.yaml:1:1", "non-string key at top level: 123");
  }

  @Test
  void refusesAliasesThatStandForBillionsOfValues() {
    var text = new StringBuilder("a: &a {k: v}\n");
    for (char each = 'b'; each < 'l'; each++) {
      String alias = "*" + (char) (each - 1);
      text.append(each).append(": &").append(each).append(" [");
      text.append((alias + ", ").repeat(8)).append(alias).append("]\n");
    }
    refused(text.toString(), "compose.yaml:4:20", "aliases in this document stand for too many");
  }

  @Test
  void refusesAnAliasInsideOfWhatItNames() {
    refused("a: &a\n  b: *a\n", "compose.yaml:2:6", "*a names no anchor that stands before it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "a: ", "- "})
  void refusesDeepNesting(String step) {
    String text = step.equals("a: ") ? "{a: ".repeat(5_000) : step.repeat(5_000);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("nesting goes deeper than 200 levels");
  }

  @Test
  void namesThePlaceOfBadSyntax() {
    refused("a: b\n c: d\n", "compose.yaml:2:3", "mapping values are not allowed here");
    refused("a: \u0001\n", "compose.yaml:1:4", "U+0001");
    refused("a:\n  \"\\u", "compose.yaml:2", "an escape in double quotes is not complete");
    refused("a: [1, 2\nb: 3\n", "compose.yaml:2:2", "not valid YAML");
  }

  @Test
  void isTheSameAfterAWayThroughJava() {
    YamlNode root = read("a: [1, 2.5, x, null, true]\nb: {c: 18446744073709551615}\n");
    assertThat(YamlNode.fromJava(root.toJava(), YamlNode.NOWHERE)).isEqualTo(root);
    assertThat(root.at("b", "c").orElseThrow().toJava())
        .isEqualTo(new BigInteger("18446744073709551615"));
  }

  @Test
  void pathsMatchPatterns() {
    YamlPath path = YamlPath.of("services", "web", "ports").item(0);
    assertThat(path).hasToString("services.web.ports[0]");
    assertThat(path.matches("services.*.ports.[]")).isTrue();
    assertThat(path.matches("services.*.ports.*")).isTrue();
    assertThat(path.matches("services.*.ports")).isFalse();
    assertThat(path.matches("services.*.ports.[].x")).isFalse();
    assertThat(path.parent().matches("services.*.ports")).isTrue();
  }
}
