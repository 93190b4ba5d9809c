package io.drydock.bake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drydock.core.DrydockException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What bake files mean: expressions, variables, targets, and where their mistakes are. */
class DefinitionTest {
  private static final Circumstances PLAIN =
      new Circumstances(Map.of(), Map.of(), Map.of(), Map.of(), false);

  private static Definition read(String name, String text, Circumstances circumstances) {
    var file = new BakeFile(name, text.getBytes(StandardCharsets.UTF_8));
    return DefinitionReader.read(List.of(file), circumstances);
  }

  /** The value of an expression as an argument of a target has it. */
  private static String value(String expression) {
    String text = "target \"t\" {\n  args = {\n    v = " + expression + "\n  }\n}\n";
    return read("test.hcl", text, PLAIN)
        .targets()
        .getFirst()
        .named(TargetAttribute.ARGS)
        .getOrDefault("v", "null");
  }

  private static DrydockException error(String text) {
    return assertThatExceptionOfType(DrydockException.class)
        .isThrownBy(() -> read("test.hcl", text, PLAIN))
        .actual();
  }

  @Test
  void operatorsBindAsTheyDoInOtherLanguages() {
    assertThat(value("1 + 2 * 3 - 4 / 2")).isEqualTo("5");
    assertThat(value("-3 % 2")).isEqualTo("-1");
    assertThat(value("!(1 > 2) && 2 >= 2 || false")).isEqualTo("true");
    assertThat(value("\"1\" + 2")).isEqualTo("3");
    assertThat(value("1 == \"1\"")).isEqualTo("false");
    assertThat(value("true ? \"a\" : nope.x")).isEqualTo("a");
  }

  @Test
  void templatesFillInLoopAndChoose() {
    assertThat(value("\"a-${1 + 1}-$${x}-\\u0041\"")).isEqualTo("a-2-${x}-A");
    assertThat(value("\"%{ for i, v in [\"x\", \"y\"] }${i}${v};%{ endfor }\""))
        .isEqualTo("0x;1y;");
    assertThat(value("\"%{ if false }a%{ else }b%{ endif }\"")).isEqualTo("b");
    assertThat(value("\"a  ${~ \"b\" ~}  c\"")).isEqualTo("abc");
    assertThat(value("<<-EOT\n      one\n        two\n\n      three\n    EOT"))
        .isEqualTo("one\n  two\n\nthree\n");
  }

  @Test
  void collectionsAreWalkedAndTakenApart() {
    assertThat(value("join(\",\", [for v in [3, 1, 2] : v * 2 if v > 1])")).isEqualTo("6,4");
    assertThat(value("jsonencode({for k, v in {a = 1, b = 2} : v => k})"))
        .isEqualTo("{\"1\":\"a\",\"2\":\"b\"}");
    assertThat(value("jsonencode({for v in [\"aa\", \"ab\", \"b\"] : substr(v, 0, 1) => v...})"))
        .isEqualTo("{\"a\":[\"aa\",\"ab\"],\"b\":[\"b\"]}");
    assertThat(value("join(\"-\", [{n = \"x\"}, {n = \"y\"}].*.n)")).isEqualTo("x-y");
    assertThat(value("join(\"-\", [{n = [1, 2]}, {n = [3]}][*].n[0])")).isEqualTo("1-3");
    assertThat(value("max([5, 9, 7]...)")).isEqualTo("9");
    assertThat(value("{a = {b = [10, 20]}}.a.b[1]")).isEqualTo("20");
  }

  @Test
  void functionsDoWhatTheirNamesSay() {
    assertThat(value("semvercmp(\"3.19\", \">= 3.20\")")).isEqualTo("false");
    assertThat(value("semvercmp(\"1.4.2\", \"^1.3, != 1.4.1\")")).isEqualTo("true");
    assertThat(value("sha256(\"abc\")"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(value("uuidv5(\"dns\", \"www.example.com\")"))
        .isEqualTo("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    assertThat(value("cidrsubnet(\"10.0.0.0/8\", 8, 2)")).isEqualTo("10.2.0.0/16");
    assertThat(value("cidrhost(\"fd00::/64\", 5)")).isEqualTo("fd00::5");
    assertThat(value("formatdate(\"DD MMM YYYY hh:mm\", \"2026-01-02T03:04:05Z\")"))
        .isEqualTo("02 Jan 2026 03:04");
    assertThat(value("timeadd(\"2026-01-01T00:00:00Z\", \"1h30m\")"))
        .isEqualTo("2026-01-01T01:30:00Z");
    assertThat(value("regex_replace(\"a1b22\", \"[0-9]+\", \"<$0>\")")).isEqualTo("a<1>b<22>");
    assertThat(value("regex(\"(?P<major>\\\\d+)\\\\.\", \"12.3\").major")).isEqualTo("12");
    assertThat(value("format(\"%-4s|%03d|%.2f|%v\", \"a\", 7, 1.5, true)"))
        .isEqualTo("a   |007|1.50|true");
    assertThat(value("csvdecode(\"a,b\\n1,\\\"x,y\\\"\\n\")[0].b")).isEqualTo("x,y");
    assertThat(value("try(nope(), \"other\")")).isEqualTo("other");
    assertThat(value("basename(\"/a/b/\")")).isEqualTo("b");
    assertThat(value("urlencode(\"a b&c\")")).isEqualTo("a+b%26c");
    assertThat(value("sanitize(\"a.b/c\")")).isEqualTo("a_b_c");
  }

  @Test
  void mistakesAreShownWhereTheyAre() {
    DrydockException unknown = error("target \"t\" {\n  tgas = []\n}\n");
    assertThat(unknown.location()).hasToString("Optional[test.hcl:2:3]");
    assertThat(unknown.hint()).contains("Did you mean tags?");
    assertThat(error("a = b\nb = a\n")).hasMessageContaining("cycle");
    assertThat(error("target \"t\" {\n  tags = [upper()]\n}\n").location())
        .hasToString("Optional[test.hcl:2:11]");
    assertThat(error("x = \"${1 +}\"\n").location()).hasToString("Optional[test.hcl:1:11]");
    assertThat(error("target \"a\" {\n  dockerfile = target.a.dockerfile\n}\n"))
        .hasMessageContaining("cycle");
  }

  @Test
  void whatIsNestedTooDeepIsRefused() {
    assertThat(error("a = " + "[".repeat(20_000))).hasMessageContaining("levels deep");
    assertThat(error("a = " + "1+".repeat(20_000) + "1")).hasMessageContaining("in a row");
    assertThat(error("a = \"" + "${\"".repeat(20_000))).hasMessageContaining("levels deep");
    assertThat(error("a {\n".repeat(20_000))).hasMessageContaining("levels deep");
    var chain = new StringBuilder("v20000 = 1\n");
    for (int i = 0; i < 20_000; i++) {
      chain.append("v" + i + " = v" + (i + 1) + "\n");
    }
    assertThat(error(chain.toString())).hasMessageContaining("in a row");
    assertThatExceptionOfType(DrydockException.class)
        .isThrownBy(() -> read("x.json", "{\"a\":" + "[".repeat(20_000), PLAIN))
        .withMessageContaining("levels deep");
    assertThatExceptionOfType(DrydockException.class)
        .isThrownBy(() -> read("x.yaml", "services: " + "[".repeat(20_000), PLAIN))
        .withMessageContaining("levels");
  }

  @Test
  void aTypedVariableTakesItsValueFromOutsideAsItsTypeSays() {
    String text =
        """
        variable "PORTS" {
          type = list(number)
          default = [1]
        }
        target "t" {
          args = { sum = join("+", [for p in PORTS : p + 1]) }
        }
        """;
    var csv = new Circumstances(Map.of(), Map.of("PORTS", "3,1"), Map.of(), Map.of(), false);
    var json =
        new Circumstances(
            Map.of(), Map.of(), Map.of("PORTS", "9", "PORTS_JSON", "[5]"), Map.of(), false);
    assertThat(read("a.hcl", text, PLAIN).targets().getFirst().named(TargetAttribute.ARGS))
        .containsEntry("sum", "2");
    assertThat(read("a.hcl", text, csv).targets().getFirst().named(TargetAttribute.ARGS))
        .containsEntry("sum", "4+2");
    assertThat(read("a.hcl", text, json).targets().getFirst().named(TargetAttribute.ARGS))
        .containsEntry("sum", "6");
  }

  @Test
  void targetsInheritAndAreOverridden() {
    Definition definition =
        read(
            "a.hcl",
            """
            target "base" {
              args = { a = "1", b = "2" }
              tags = ["base"]
            }
            target "app" {
              inherits = ["base"]
              args = { b = "3" }
            }
            """,
            PLAIN);
    Selection selection =
        Selection.of(definition, List.of("a*"), List.of("*.tags+=more", "app.args.c=4"), Map.of());
    Target app = Objects.requireNonNull(selection.targets().get("app"));
    assertThat(app.named(TargetAttribute.ARGS))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "3", "c", "4"));
    assertThat(app.texts(TargetAttribute.TAGS)).containsExactly("base", "more");
  }

  @Test
  void aComposeFileBecomesTargets() {
    var circumstances =
        new Circumstances(
            Map.of(), Map.of(), Map.of("HOME_TAG", "7"), Map.of("KIND", "dev"), false);
    Definition definition =
        read(
            "compose.yaml",
            """
            services:
              web.app:
                image: web:${HOME_TAG:-1}
                build:
                  context: ./web
                  args:
                    - KIND
                    - COST=$$5
                  additional_contexts:
                    lib: service:lib
                  secrets: [token]
                  x-bake:
                    platforms: linux/amd64 linux/arm64
              lib:
                build: ./lib
              db:
                image: postgres
            secrets:
              token:
                environment: TOKEN
            """,
            circumstances);
    Target web = definition.target("web_app").orElseThrow();
    assertThat(web.texts(TargetAttribute.TAGS)).containsExactly("web:7");
    assertThat(web.named(TargetAttribute.ARGS))
        .containsEntry("KIND", "dev")
        .containsEntry("COST", "$5");
    assertThat(web.named(TargetAttribute.CONTEXTS)).containsEntry("lib", "target:lib");
    assertThat(web.texts(TargetAttribute.PLATFORMS)).containsExactly("linux/amd64", "linux/arm64");
    assertThat(web.entries(TargetAttribute.SECRET).getFirst().text())
        .isEqualTo("id=token,env=TOKEN");
    assertThat(definition.group("default").orElseThrow().targets())
        .containsExactlyInAnyOrder("web_app", "lib");
  }
}
