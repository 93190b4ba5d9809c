package io.drydock.composefile.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlReader;
import io.drydock.core.DrydockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A document's values are filled in and typed; what fails names its place and path. */
class InterpolationTest {
  private final List<String> warnings = new ArrayList<>();
  private final Interpolation interpolation =
      new Interpolation(Variables.of(Map.of("N", "3", "YES", "yes")), warnings::add);

  private static YamlMapping read(String text) {
    return (YamlMapping) YamlReader.documents(text, "compose.yaml").getFirst();
  }

  @Test
  void typesWhatBelongsInAPlaceAndNothingElse() {
    String text =
        "services: {web: {scale: $N, cpus: '1.5', tty: $YES, image: $N, $N: 1}}\nx-a: [$N]\n";
    assertThat(interpolation.fill(read(text)))
        .isEqualTo(
            read(
                "services: {web: {scale: 3, cpus: 1.5, tty: true, image: '3', $N: 1}}\n"
                    + "x-a: ['3']\n"));
    assertThat(warnings).singleElement().asString().contains("please use `true`");
  }

  @Test
  void warnsOnceOfAVariableThatIsNotSet() {
    interpolation.fill(read("a: $X ${X}\nb: [$X, $Y]\n"));
    assertThat(warnings)
        .containsExactly(
            "The \"X\" variable is not set. Defaulting to a blank string.",
            "The \"Y\" variable is not set. Defaulting to a blank string.");
  }

  @Test
  void givesTheSameTreeBackWhereNothingChanges() {
    YamlMapping document = read("services: {web: {image: x, ports: ['80:80']}}");
    assertThat(interpolation.fill(document)).isSameAs(document);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "image: ${IMAGE:?name an image}, services.web.image: required variable IMAGE is missing a"
            + " value: name an image",
        "image: ${IMAGE, invalid interpolation format for services.web.image",
        "scale: many, services.web.scale: failed to cast to expected type: \"many\" is not an"
            + " integer",
        "init: maybe, services.web.init: failed to cast to expected type: invalid boolean: maybe",
      })
  void namesPlaceAndPathOfAnError(String line, String words) {
    YamlMapping document = read("services:\n  web:\n    " + line + "\n");
    assertThatThrownBy(() -> interpolation.fill(document))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e).hasMessageContaining(words);
              assertThat(e.location().orElseThrow().toString()).startsWith("compose.yaml:3:");
            });
  }
}
