package io.drydock.composefile.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operator does what the Compose Specification says, nested ones too. */
class TemplateTest {
  private static final Variables VARIABLES = Variables.of(Map.of("SET", "value", "EMPTY", ""));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "$SET and ${SET}, value and value",
        "${UNSET-a}|${EMPTY-a}|${SET-a}, a||value",
        "${UNSET:-a}|${EMPTY:-a}|${SET:-a}, a|a|value",
        "${UNSET+a}|${EMPTY+a}|${SET+a}, |a|a",
        "${UNSET:+a}|${EMPTY:+a}|${SET:+a}, ||a",
        "${UNSET:-${EMPTY:-<${SET}>}}, <value>",
        "${SET:-${UNSET?not asked for}}, value",
        "${UNSET:-{\"a\": {\"b\": 1}}}!, {\"a\": {\"b\": 1}}!",
        "$$SET $${SET} $5 a$, $SET ${SET} $5 a$",
      })
  void fillsIn(String template, String result) {
    assertThat(Template.expand(template, VARIABLES)).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${}", "${SET", "${SET!x}", "${1A}", "${SET:}", "${ SET}", "${A:-"})
  void refusesWhatIsNoTemplate(String template) {
    assertThatThrownBy(() -> Template.expand(template, VARIABLES))
        .isInstanceOf(DrydockException.class)
        .hasMessage("Invalid template: \"" + template + "\"");
  }

  @Test
  void aDefaultMayHaveSeveralLines() {
    assertThat(Template.expand("${UNSET:-two\nlines}", VARIABLES)).isEqualTo("two\nlines");
  }

  @Test
  void givesTheMessageOfADemand() {
    assertThatThrownBy(() -> Template.expand("${EMPTY:?give $SET}", VARIABLES))
        .hasMessage("required variable EMPTY is missing a value: give value");
    assertThatThrownBy(() -> Template.expand("${UNSET?}", VARIABLES))
        .hasMessage("required variable UNSET is missing a value");
  }

  @Test
  void tellsWhatIsUsedAndNotSet() {
    var unset = new ArrayList<String>();
    Template.expand("$A ${B} ${C-x} ${SET:-$D} ${E:-$F}", VARIABLES, unset::add);
    assertThat(unset).containsExactly("A", "B", "F");
  }

  @Test
  void listsItsVariables() {
    assertThat(Template.parse("$A ${B:-x$C} ${D?e} ${F+g}").variables())
        .containsExactly(
            new TemplateVariable("A", false, "", ""),
            new TemplateVariable("B", false, "x$C", ""),
            new TemplateVariable("C", false, "", ""),
            new TemplateVariable("D", true, "", ""),
            new TemplateVariable("F", false, "", "g"));
  }

  @Test
  void refusesEndlessNesting() {
    String deep = "${A:-".repeat(100_000) + "}".repeat(100_000);
    assertThatThrownBy(() -> Template.expand(deep, VARIABLES)).isInstanceOf(DrydockException.class);
  }
}
