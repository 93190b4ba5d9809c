package io.drydock.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates as people give them to --format. */
class TemplateTest {
  private static final String DATA =
      """
      {"Id": "sha256:abcdef0123456789", "Size": 12, "Tags": ["a:1", "b:2"], "None": null,
       "Config": {"Env": ["A=b", "C=d"], "Labels": {"x": "y", "w.z": "<v>"}, "Tty": false},
       "Nets": [{"Name": "one"}, {"Name": "two"}]}
      """;

  private static String apply(String template) {
    return Template.parse(template)
        .apply(Json.parse(DATA.getBytes(StandardCharsets.UTF_8), "data"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '~',
      value = {
        "{{.Id}} {{ .Size }}¦sha256:abcdef0123456789 12",
        "{{.Config.Env}}¦[A=b C=d]",
        "{{.Config.Labels}}¦map[w.z:<v> x:y]",
        "{{json .Config.Labels}}¦{\"x\":\"y\",\"w.z\":\"<v>\"}",
        "{{index .Config.Labels \"w.z\"}}{{index .Tags 1}}¦<v>b:2",
        "{{range .Tags}}[{{.}}]{{end}}¦[a:1][b:2]",
        "{{range $i, $t := .Tags}}{{if $i}}, {{end}}{{$i}}={{$t}}{{end}}¦0=a:1, 1=b:2",
        "{{range .Nets}}{{.Name}} {{$.Size}};{{end}}¦one 12;two 12;",
        "{{range $k, $v := .Config.Labels}}{{$k}}:{{$v}} {{end}}¦w.z:<v> x:y ",
        "{{if .Config.Tty}}tty{{else if .Size}}size{{else}}none{{end}}¦size",
        "{{with .None}}{{.}}{{else}}nothing{{end}}¦nothing",
        "{{.None}}¦<no value>",
        "{{join .Tags \",\"}} {{.Tags | len}}¦a:1,b:2 2",
        "{{upper (index .Tags 0)}}¦A:1",
        "{{(index .Nets 0).Name}}¦one",
        "{{slice .Id 7 19}}¦abcdef012345",
        "{{truncate .Id 6}}¦sha256",
        "{{printf \"%-6s|%03d|%v\" .Config.Tty .Size .Tags}}¦false |012|[a:1 b:2]",
        "{{if and .Size (eq .Size 12) (not .None) (lt .Size 13)}}yes{{end}}¦yes",
        "{{split \"a,b\" \",\"}}¦[a b]",
        "a {{- \" b \" -}} c¦a b c",
        "{{/* nothing */}}x{{println .Size}}¦~x12\n~",
      })
  void printsWhatGoPrints(String template, String expected) {
    assertThat(apply(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{.Id",
        "{{if .Id}}",
        "{{end}}",
        "{{nope .Id}}",
        "{{.Id | }}",
        "{{}}",
        "{{(.Id}}"
      })
  void refusesWhatIsNoTemplate(String template) {
    assertThatThrownBy(() -> apply(template))
        .isInstanceOf(DrydockException.class)
        .hasMessageStartingWith("template parsing error: template: :1");
  }

  @Test
  void namesTheFieldThatIsMissing() {
    assertThatThrownBy(() -> apply("{{.Nope}}"))
        .hasMessage(
            "template parsing error: template: :1:2: executing \"\" at <.Nope>: map has no entry"
                + " for key \"Nope\"");
  }
}
