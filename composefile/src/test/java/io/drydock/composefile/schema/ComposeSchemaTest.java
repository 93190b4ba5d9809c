package io.drydock.composefile.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlReader;
import io.drydock.core.DrydockException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has no place in a Compose file is named with its place; what has one passes. */
class ComposeSchemaTest {
  private static YamlMapping read(String text) {
    return (YamlMapping) YamlReader.documents(text, "compose.yaml").getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "image: 1 | compose.yaml:3:12 services.web.image must be a string, not an integer",
        "imgae: x | compose.yaml:3:5 services.web has the unknown key \"imgae\""
            + " [Did you mean \"image\"?]",
        "ports: 80:80 | compose.yaml:3:12 services.web.ports must be a list, not a string",
        "ports: [{target: []}] | compose.yaml:3:22 services.web.ports[0].target must be an integer"
            + " or a string, not a list",
        "build: [.] | compose.yaml:3:12 services.web.build must be a mapping or a string, not a"
            + " list",
        "environment: {A: [x]} | compose.yaml:3:22 services.web.environment.A must be a boolean,"
            + " null, a number or a string, not a list",
        "depends_on: {db: {condition: healthy}} | compose.yaml:3:34"
            + " services.web.depends_on.db.condition must be one of service_started,"
            + " service_healthy, service_completed_successfully, not \"healthy\"",
        "depends_on: {db: {}} | compose.yaml:3:22 services.web.depends_on.db lacks the key"
            + " \"condition\"",
        "oom_score_adj: -2000 | compose.yaml:3:20 services.web.oom_score_adj must be greater than or"
            + " equal to -1000",
        "cap_add: [A, B, A] | compose.yaml:3:21 services.web.cap_add[2] is given twice, first as"
            + " item 0 in compose.yaml:3:15",
        "volumes: [{type: bnd}] | compose.yaml:3:22 services.web.volumes[0].type must be one of"
            + " bind, volume, tmpfs, cluster, npipe, image, not \"bnd\" [Did you mean \"bind\"?]",
        "pull_policy: sometimes | compose.yaml:3:18 services.web.pull_policy must be"
            + " always, never, missing, build, daily, weekly or every_ and a duration,"
            + " not \"sometimes\"",
      })
  void namesPlacePathAndWhatIsExpected(String line, String expected) {
    Problem problem =
        ComposeSchema.problems(read("services:\n  web:\n    " + line + "\n")).getFirst();
    String hint = problem.hint().isEmpty() ? "" : " [" + problem.hint() + "]";
    assertThat(problem.location() + " " + problem + hint).isEqualTo(expected);
  }

  @Test
  void findsAllThatIsWrong() {
    String text = "servises: {}\nservices:\n  a b: {}\n  c: 3\nnetworks:\n  n: [x]\nx-mine: [1]\n";
    assertThat(ComposeSchema.problems(read(text)))
        .extracting(each -> each.location().line() + ": " + each)
        .containsExactly(
            "1: the file has the unknown key \"servises\"",
            "3: services holds the name \"a b\", which may have letters, digits, ., _ and - only",
            "4: services.c must be a mapping, not an integer",
            "6: networks.n must be a mapping or null, not a list");
    assertThatThrownBy(() -> ComposeSchema.check(read(text)))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> assertThat(e.hint()).contains("Did you mean \"services\"?"));
  }

  @Test
  void takesShortAndLongForms() {
    List<Problem> problems =
        ComposeSchema.problems(
            read(
                """
                name: shop
                services:
                  web:
                    build: {context: ., args: {A: 1, B: null}, x-mine: y, ulimits: {nofile: 3}}
                    command: null
                    ports: [80, "81:81", {target: 82, published: "83", x-a: 1}]
                    volumes: [data:/data, {type: tmpfs, target: /t, tmpfs: {size: 1}}]
                    networks: {front: null, back: {aliases: [w]}}
                    environment: [A=1, B]
                    deploy: {replicas: 2, resources: {limits: {cpus: 0.5, memory: 1g}}}
                    healthcheck: {test: [CMD, x], retries: 3}
                    storage_opt: {size: [anything]}
                    gpus: all
                volumes: {data: }
                networks: {front: , back: {external: true}}
                secrets: {s: {file: x}}
                """));
    assertThat(problems).isEmpty();
  }
}
