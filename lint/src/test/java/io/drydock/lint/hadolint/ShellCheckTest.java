package io.drydock.lint.hadolint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.core.DrydockException;
import io.drydock.lint.Configuration;
import io.drydock.lint.DockerfileLinter;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Finding;
import io.drydock.lint.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** ShellCheck judges the scripts of a file, and what it says is told of the right lines. */
class ShellCheckTest {
  private static final String TEXT =
      """
      FROM alpine:3
      ENV GIVEN=1
      RUN echo first && \\
          # why
          echo $unset && \\
          echo "$GIVEN"
      # hadolint ignore=SC2164
      RUN cd /a
      SHELL ["pwsh", "-c"]
      RUN echo $x
      RUN <<EOF
      cd $y
      EOF
      """;

  private static List<Finding> lint(Configuration configuration) {
    Optional<Path> program = ShellCheck.find(System.getenv());
    assumeTrue(program.isPresent(), "the program shellcheck is not installed");
    return new DockerfileLinter(List.of(ShellCheck.check(program.orElseThrow())))
        .lint(DockerfileSource.parse("Dockerfile", TEXT, Optional.empty(), configuration));
  }

  @Test
  void findingsStandWhereTheScriptDoes() {
    assertThat(lint(Configuration.DEFAULT))
        .allSatisfy(each -> assertThat(each.rule().link()).endsWith(each.rule().id()))
        .anySatisfy(each -> {
          assertThat(each.rule().id()).isEqualTo("SC2086");
          assertThat(each.rule().severity()).isEqualTo(Severity.INFO);
          assertThat(each.location().line()).isEqualTo(5);
          assertThat(each.location().column()).isEqualTo(10);
        })
        .noneSatisfy(each -> assertThat(each.location().line()).isGreaterThan(5));
  }

  @Test
  void theConfigurationHoldsForItsRulesToo() {
    var configuration =
        new Configuration(
            Set.of("SC2154"), Map.of("SC2086", Severity.ERROR), Set.of(), Map.of(), false, true);
    assertThat(lint(configuration))
        .extracting(each -> each.rule().id() + " " + each.rule().severity())
        .contains("SC2086 error")
        .noneMatch(each -> each.startsWith("SC2154"));
  }

  @Test
  void aProgramThatIsNoneIsNamed() {
    DockerfileSource source =
        DockerfileSource.parse("Dockerfile", TEXT, Optional.empty(), Configuration.DEFAULT);
    var linter = new DockerfileLinter(List.of(ShellCheck.check(Path.of("/nowhere/shellcheck"))));
    assertThatThrownBy(() -> linter.lint(source))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("/nowhere/shellcheck");
    assertThat(ShellCheck.find(Map.of("PATH", "/nowhere"))).isEmpty();
  }
}
