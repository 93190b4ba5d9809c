package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole Dockerfiles become stages of typed instructions with their places, or say what is wrong.
 */
class DockerfileTest {
  @Test
  void stagesHoldTheirInstructionsAndGlobalArgumentsStandApart() {
    Dockerfile file =
        Dockerfile.parse(
            "Dockerfile",
            """
            # syntax=docker/dockerfile:1
            ARG VERSION=1 BASE
            # Build compiles.
            FROM --platform=$BUILDPLATFORM golang:${VERSION} AS Build
            RUN --mount=type=cache,target=/root/.cache --network=none \\
                # a comment in between
                go build
            FROM scratch
            COPY --from=build --chown=1:2 --link --exclude=*.md /out /src/ /bin/
            """);

    assertThat(file.directives().syntax().orElseThrow().value()).isEqualTo("docker/dockerfile:1");
    assertThat(file.metaArgs().getFirst().arguments())
        .extracting(each -> each.name() + each.defaultValue().map(value -> "=" + value).orElse(""))
        .containsExactly("VERSION=1", "BASE");
    Stage build = file.stages().getFirst();
    assertThat(build.name()).contains("build");
    assertThat(build.isNamed("BUILD")).isTrue();
    assertThat(build.from().nameAsWritten()).contains("Build");
    assertThat(build.from().platform()).contains("$BUILDPLATFORM");

    var run = (Instruction.Run) build.instructions().getFirst();
    assertThat(run.mounts()).containsExactly("type=cache,target=/root/.cache");
    assertThat(run.network()).isEqualTo(Instruction.Network.NONE);
    assertThat(run.command().words()).containsExactly("go build");
    assertThat(run.source().location()).hasToString("Dockerfile:5");
    assertThat(run.source().location().endLine()).isEqualTo(7);

    var copy = (Instruction.Copy) file.stages().getLast().instructions().getFirst();
    assertThat(copy.from()).contains("build");
    assertThat(copy.transfer().sources()).containsExactly("/out", "/src/");
    assertThat(copy.transfer().destination()).isEqualTo("/bin/");
    assertThat(copy.transfer().chown()).isEqualTo("1:2");
    assertThat(copy.transfer().link()).isTrue();
    assertThat(copy.transfer().excludes()).containsExactly("*.md");
  }

  @Test
  void heredocsBecomeScriptsAndFiles() {
    Dockerfile file =
        Dockerfile.parse(
            "Dockerfile",
            """
            FROM busybox
            RUN <<-EOF
            \techo one
            \tEOF
            RUN cat <<A 3<<B > /out
            a
            A
            b
            B
            COPY <<'conf' <<$x /etc/
            $literal
            conf
            expanded
            $x
            """);
    List<Instruction> instructions = file.stages().getFirst().instructions();
    var script = (Instruction.Run) instructions.getFirst();
    assertThat(script.command().script().orElseThrow().text()).isEqualTo("echo one\n");
    var mixed = (Instruction.Run) instructions.get(1);
    assertThat(mixed.command().script()).isEmpty();
    assertThat(mixed.command().wordsWithHeredocs())
        .containsExactly("cat <<A 3<<B > /out\na\nA\nb\nB");
    var copy = (Instruction.Copy) instructions.get(2);
    assertThat(copy.transfer().inlineFiles())
        .extracting(each -> each.name() + ":" + each.content() + each.expand())
        .containsExactly("conf:$literal\nfalse", "$x:expanded\ntrue");
  }

  @Test
  void healthchecksKeepWhatAnImageStores() {
    Dockerfile file =
        Dockerfile.parse(
            "Dockerfile",
            """
            FROM busybox
            HEALTHCHECK --interval=1m30s --start-interval=250ms --retries=3 CMD ["check", "it"]
            """);
    var check = (Instruction.Healthcheck) file.stages().getFirst().instructions().getFirst();
    assertThat(check.test()).containsExactly("CMD", "check", "it");
    assertThat(check.interval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(check.startInterval()).isEqualTo(Duration.ofMillis(250));
    assertThat(check.timeout()).isZero();
    assertThat(check.retries()).isEqualTo(3);
  }

  @Test
  void triggersAreKeptAsTextAndReadLater() {
    Dockerfile file =
        Dockerfile.parse(
            "Dockerfile", "FROM busybox\nonbuild  RUN --network=host <<EOF\necho hi\nEOF\n");
    var onBuild = (Instruction.OnBuild) file.stages().getFirst().instructions().getFirst();
    assertThat(onBuild.trigger()).isEqualTo("RUN --network=host <<EOF\necho hi\nEOF");
    var run = (Instruction.Run) Dockerfile.parseTrigger(onBuild.trigger());
    assertThat(run.network()).isEqualTo(Instruction.Network.HOST);
    assertThat(run.command().script().orElseThrow().text()).isEqualTo("echo hi\n");
  }

  @Test
  void markWindowsLineEndsAndBackticksAreUnderstood() {
    byte[] text =
        "\ufeff# escape=`\r\nFROM busybox\r\nCOPY a `\r\n  C:\\dir\\\r\n"
            .getBytes(StandardCharsets.UTF_8);
    Dockerfile file = Dockerfile.parse("Dockerfile", text);
    assertThat(file.directives().escape()).isEqualTo('`');
    var copy = (Instruction.Copy) file.stages().getFirst().instructions().getFirst();
    assertThat(copy.transfer().destination()).isEqualTo("C:\\dir\\");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          2 | FROM a\\nFORM b                     | did you mean FROM?
          2 | FROM a\\ncopyy b c                  | did you mean copy?
          3 | FROM a\\n\\nRUN --mont=x true       | did you mean mount?
          2 | FROM a\\nCOPY a                     | at least two arguments
          2 | FROM a\\nCOPY a <<EOF\\nEOF         | destination
          2 | FROM a\\nRUN <<EOF\\nx\\ny          | unterminated heredoc
          1 | RUN true                            | no build stage
          1 | ARG a                               | no build stage
          1 | # escape=x\\nFROM a                 | invalid escape token
          2 | # escape=`\\n# escape=`\\nFROM a    | only one escape
          1 | FROM a AS 1st                       | invalid name for build stage
          1 | FROM a b                            | one or three arguments
          2 | FROM a\\nENV x                      | two arguments
          2 | FROM a\\nENV a=1 b                  | can't find =
          2 | FROM a\\nLABEL =x                   | can not be blank
          2 | FROM a\\nSHELL sh                   | JSON form
          2 | FROM a\\nCMD [1, 2]                 | strings only
          2 | FROM a\\nONBUILD ONBUILD RUN a      | chaining
          2 | FROM a\\nONBUILD FROM a             | isn't allowed
          2 | FROM a\\nHEALTHCHECK CURL x         | try CMD
          2 | FROM a\\nHEALTHCHECK --timeout=1us CMD x | less than 1ms
          2 | FROM a\\nRUN --network=hots x       | did you mean host?
          2 | FROM a\\nRUN --mount=from=$x,target=/ x | alias stage
          2 | FROM a\\nCOPY --link=maybe a b      | boolean
          2 | FROM a\\nCOPY --chown=a --chown=b c d | duplicate
          2 | FROM a\\nVOLUME [""]                | empty string
          2 | FROM a\\nWORKDIR                    | exactly one argument
          1 | "# only a comment"                  | no instructions
          """)
  void errorsSayWhatIsWrongAndWhere(int line, String escaped, String words) {
    String text = escaped.replace("\\n", "\n");
    DrydockException error =
        catchThrowableOfType(
            DrydockException.class, () -> Dockerfile.parse("build/Dockerfile", text));
    assertThat(error).as(text).isNotNull().hasMessageContaining(words);
    assertThat(error.kind()).isEqualTo(ErrorKind.INVALID);
    assertThat(error.location().orElseThrow()).hasToString("build/Dockerfile:" + line);
  }

  @Test
  void emptyContinuationLinesAreWarnedOf() {
    Dockerfile file = Dockerfile.parse("Dockerfile", "FROM a\nRUN x \\\n\n  y\n");
    assertThat(file.warnings())
        .extracting(each -> each.rule() + " " + each.location())
        .containsExactly("NoEmptyContinuation Dockerfile:4");
  }
}
