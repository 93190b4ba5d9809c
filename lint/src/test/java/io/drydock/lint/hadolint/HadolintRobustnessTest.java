package io.drydock.lint.hadolint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.lint.Configuration;
import io.drydock.lint.DockerfileLinter;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Finding;
import io.drydock.lint.LabelType;
import io.drydock.lint.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the file, judging it ends soon, and findings and edits lie within it. */
class HadolintRobustnessTest {
  private static final DockerfileLinter LINTER = new DockerfileLinter(HadolintRules.checks());
  private static final Configuration ALL =
      new Configuration(
          Set.of(),
          Map.of("DL3057", Severity.INFO, "DL1001", Severity.INFO),
          Set.of("a.*", "*b*c"),
          Map.of("a", LabelType.SEMVER, "b", LabelType.SPDX, "c", LabelType.EMAIL),
          true,
          true);
  private static final List<String> PIECES =
      List.of(
          "FROM ",
          "a:1",
          " AS x",
          "\n",
          "\n",
          "RUN ",
          "ONBUILD ",
          "COPY ",
          "--from=x ",
          "a b ",
          "ADD ",
          "ENV ",
          "A=$A ",
          "B=${C",
          "}",
          "LABEL ",
          "a=\"1\" ",
          "b='",
          "USER ",
          "root",
          "${U}",
          "CMD ",
          "[\"a\"]",
          "apt-get ",
          "install ",
          "update ",
          "-y ",
          "pip ",
          "&& ",
          "| ",
          "\\\n",
          "# x\n",
          "<<E\n",
          "\nE\n",
          "'",
          "\"",
          "$(",
          "\r\n",
          "`",
          "EXPOSE ",
          "99999",
          "SHELL ",
          "WORKDIR ",
          "# hadolint ignore=DL3008\n",
          "# hadolint shell=cmd\n",
          "MAINTAINER é",
          "HEALTHCHECK ",
          "NONE",
          "--mount=type=cache,target=/x ",
          "sudo ",
          "wget ",
          "# escape=`\n");

  @Provide
  static Arbitrary<String> files() {
    return Arbitraries.of(PIECES).list().ofMaxSize(50).map(each -> String.join("", each));
  }

  @Property(tries = 3_000)
  void findingsAndEditsLieWithinTheFile(@ForAll("files") String text) {
    int lines = text.split("\n", -1).length;
    for (Finding each : lint(text)) {
      assertThat(each.location().line()).isBetween(1, lines);
      each.edit()
          .ifPresent(edit -> {
            assertThat(edit.start()).isBetween(0, text.length());
            assertThat(edit.end()).isBetween(edit.start(), text.length());
          });
    }
  }

  private static List<Finding> lint(String text) {
    try {
      return LINTER.lint(DockerfileSource.parse("Dockerfile", text, Optional.empty(), ALL));
    } catch (DrydockException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.INVALID);
      return List.of();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          10000 => RUN apt-get update && apt-get install a|
          1000  => FROM s#-1 AS s#|RUN yarn install|COPY --from=s0 a b|LABEL x=y|
          5000  => ENV A#=$A#|RUN pip install $A#|
          1000  => FROM a AS s#|COPY --from=s0 a b|
          """)
  void aLargeFileTakesASecond(int times, String part) {
    var text = new StringBuilder("FROM a AS s-1\n");
    for (int i = 0; i < times; i++) {
      text.append(
          part.strip().replace("#-1", "" + (i - 1)).replace("#", "" + i).replace('|', '\n'));
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(lint(text.toString())).isNotEmpty());
  }

  @ParameterizedTest
  @CsvSource({"sudo a;", "'apt-get install a;'", "$(apk add a) ", "A=1 ", "${A}"})
  void aLongLineTakesASecond(String part) {
    String run = "FROM a\nENV A=\"b c\"\nRUN " + part.repeat(60_000 / part.length()) + "\n";
    String env = "FROM a\nENV " + "A=$B B=$A ".repeat(6_000) + "\n";
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(lint(run)).isNotEmpty());
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(lint(env)).isNotEmpty());
  }
}
