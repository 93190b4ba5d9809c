package io.drydock.dockerfile.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.dockerfile.instruction.Instruction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Build checks find what they are for, and directives, arguments and comments switch them off. */
class BuildChecksTest {
  @Test
  void urlsAreThoseOfDockersPages() {
    assertThat(BuildCheck.JSON_ARGS_RECOMMENDED.url())
        .isEqualTo("https://docs.docker.com/go/dockerfile/rule/json-args-recommended/");
    assertThat(BuildCheck.INVALID_BASE_IMAGE_PLATFORM.url()).isEmpty();
    assertThat(BuildCheck.values()).hasSize(22);
  }

  @Test
  void judgesCasingNamesAndDescriptions() {
    assertThat(file("FROM scratch as A\ncopy a b\nRUN x\nFROM scratch AS context\n"))
        .containsExactlyInAnyOrder(
            "StageNameCasing 1",
            "FromAsCasing 1",
            "ConsistentInstructionCasing 2",
            "ReservedStageName 4");
    String described = "# about something\nARG foo\n# foo is good\nARG foo\nFROM scratch\n";
    assertThat(file("# check=experimental=all\n" + described))
        .containsExactly("InvalidDefinitionDescription 3");
    assertThat(file(described)).isEmpty();
  }

  @Test
  void directiveArgumentAndCommentSkip() {
    String wrong = "FROM scratch as a\ncopy x y\n";
    assertThat(file("# check=skip=all\n" + wrong)).isEmpty();
    assertThat(file("# check=skip=FromAsCasing\n" + wrong))
        .containsExactly("ConsistentInstructionCasing 3");
    assertThat(
            file(
                "# check=skip=all\n" + wrong,
                Map.of("BUILDKIT_DOCKERFILE_CHECK", "skip=ConsistentInstructionCasing")))
        .containsExactly("FromAsCasing 2");
    assertThat(file("\n# check=skip=FromAsCasing, StageNameCasing // because\nFROM scratch as A\n"))
        .isEmpty();
  }

  @Test
  void errorRefusesTheFileAtTheFirstWarning() {
    Dockerfile file = Dockerfile.parse("Dockerfile", "# check=error=true\nFROM scratch as a\n");
    BuildChecks checks = BuildChecks.of(file, Map.of(), IgnoreRules.NONE);
    checks.file();
    assertThatThrownBy(checks::demandNone)
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> {
              assertThat(e.getMessage()).isEqualTo("lint violation found for rules: FromAsCasing");
              assertThat(e.location()).map(SourceLocation::line).contains(2);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "skip", "error=maybe", "colour=red"})
  void refusesOptionsThatDoNotExist(String option) {
    Dockerfile file = Dockerfile.parse("Dockerfile", "# check=" + option + "\nFROM scratch\n");
    assertThatThrownBy(() -> BuildChecks.of(file, Map.of(), IgnoreRules.NONE))
        .isInstanceOf(DrydockException.class);
  }

  @Test
  void saysWhatStandsBeforeAnError() {
    assertThat(
            BuildChecks.beforeError(
                "Dockerfile", "FROM scratch as a\nMAINTAINER me\nNOPE\nMAINTAINER you\n", Map.of()))
        .extracting(each -> each.check().title() + " " + each.location().line())
        .containsExactly("FromAsCasing 1", "MaintainerDeprecated 2");
  }

  @Test
  void stagesAreJudgedWithWhatIsInScope() {
    String text =
        """
        FROM scratch AS a
        ARG known
        ENV x=$known y=$unknwon PATH2=$PTH
        WORKDIR rel
        EXPOSE 80/TCP 1:2
        CMD one
        CMD two
        """;
    assertThat(stage(text, IgnoreRules.NONE))
        .containsExactly(
            "UndefinedVar 3",
            "UndefinedVar 3",
            "WorkdirRelativePath 4",
            "ExposeInvalidFormat 5",
            "ExposeProtoCasing 5",
            "JSONArgsRecommended 6",
            "MultipleInstructionsDisallowed 6",
            "JSONArgsRecommended 7");
  }

  @Test
  void ignoredFilesAreSeenUnlessExceptionsMakeItUncertain() {
    String text = "FROM scratch\nCOPY secret/a /\nCOPY . /\nADD https://x/secret /\n";
    assertThat(stage(text, IgnoreRules.of(List.of("secret")))).containsExactly("CopyIgnoredFile 2");
    assertThat(stage(text, IgnoreRules.of(List.of("*"))))
        .containsExactly("CopyIgnoredFile 2", "CopyIgnoredFile 3");
    assertThat(stage(text, IgnoreRules.of(List.of("*", "!secret")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"API_KEY", "auth", "db_password", "SECRET_NAME", "apikey"})
  void secretsAreToldByTheirWords(String name) {
    assertThat(StageChecks.isSecret(name)).isTrue();
    assertThat(StageChecks.isSecret(name + "_FILE")).isFalse();
    assertThat(StageChecks.isSecret("x" + name.replace("_", ""))).isFalse();
  }

  private static List<String> stage(String text, IgnoreRules ignored) {
    Dockerfile file = Dockerfile.parse("Dockerfile", text);
    BuildChecks checks = BuildChecks.of(file, Map.of(), ignored);
    StageChecks stage = checks.stage();
    var scope = new StageChecks.Scope(Map.of("PATH", "/bin"), Set.of("known"), true, false);
    for (Instruction each : file.stages().getFirst().instructions()) {
      stage.see(each, each.source().location(), scope);
    }
    return summaries(checks);
  }

  private static List<String> file(String text) {
    return file(text, Map.of());
  }

  private static List<String> file(String text, Map<String, String> buildArgs) {
    BuildChecks checks =
        BuildChecks.of(Dockerfile.parse("Dockerfile", text), buildArgs, IgnoreRules.NONE);
    checks.file();
    return summaries(checks);
  }

  private static List<String> summaries(BuildChecks checks) {
    return checks.warnings().stream()
        .map(each -> each.check().title() + " " + each.location().line())
        .toList();
  }
}
