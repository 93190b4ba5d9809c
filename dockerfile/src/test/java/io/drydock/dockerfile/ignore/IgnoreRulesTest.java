package io.drydock.dockerfile.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.core.DrydockException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last line that matches a path, or a directory above it, decides. */
class IgnoreRulesTest {
  private static IgnoreRules rules(String text) {
    return IgnoreRules.parse(".dockerignore", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void laterLinesOverruleEarlierOnes() {
    IgnoreRules rules =
        rules(
            """
            # built
            /target/
            **/*.log
            ! keep.log
            docs/*
            !docs/README.md
            """);
    assertThat(rules.excludes("target/classes/A.class")).isTrue();
    assertThat(rules.excludes("sub/target")).isFalse();
    assertThat(rules.excludes("a/b/c.log")).isTrue();
    assertThat(rules.excludes("keep.log")).isFalse();
    assertThat(rules.excludes("docs")).isFalse();
    assertThat(rules.excludes("docs/a/b")).isTrue();
    assertThat(rules.excludes("docs/README.md")).isFalse();
    assertThat(rules.excludes(".")).isFalse();
  }

  @Test
  void theDecidingLineIsKnown() {
    IgnoreRules rules = rules("a\n\n# x\n!  a/b \n");
    assertThat(rules.decidedBy("a/c")).contains(new IgnoreRules.Rule(1, "a", false));
    assertThat(rules.decidedBy("a/b/c")).contains(new IgnoreRules.Rule(4, "!  a/b", true));
    assertThat(rules.decidedBy("d")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          node_modules                  | node_modules   | false
          node_modules;!package.json    | node_modules   | false
          *;!src                        | src            | true
          *;!src/main                   | src            | true
          *;!src/main                   | srcs           | false
          *;!src/main                   | src/test       | false
          **;!**/*.go                   | any/where      | true
          **;!a/*/c                     | a/b            | true
          **;!a/*/c                     | a/b/d          | false
          **;!lib/**                    | lib/x          | true
          !a/b;a                        | a              | false
          a;!a/b;a                      | a              | false
          b                             | a              | true
          """)
  void walksNeedNotEnterWhatCannotComeBack(String lines, String directory, boolean enter) {
    assertThat(rules(lines.replace(';', '\n')).mayContainIncluded(directory)).isEqualTo(enter);
  }

  @Test
  void malformedPatternsAreRefusedWithTheirLine() {
    DrydockException error =
        catchThrowableOfType(DrydockException.class, () -> rules("fine\n\n[a-\n"));
    assertThat(error.location().orElseThrow()).hasToString(".dockerignore:3");
    error = catchThrowableOfType(DrydockException.class, () -> rules("! \n"));
    assertThat(error.location().orElseThrow().line()).isEqualTo(1);
  }

  @Test
  void wildcardsKnowDirectories() {
    assertThat(rules("a?c/*.txt").excludes("abc/x.txt")).isTrue();
    assertThat(rules("a?c/*.txt").excludes("a/c/x.txt")).isFalse();
    assertThat(rules("[^a-c]x").excludes("dx")).isTrue();
    assertThat(rules("[^a-c]x").excludes("bx")).isFalse();
    assertThat(rules("\\*").excludes("*")).isTrue();
    assertThat(rules("\\*").excludes("x")).isFalse();
    assertThat(rules("../outside/../in").excludes("in")).isFalse();
    assertThat(rules("./a//b/").excludes("a/b/c")).isTrue();
  }
}
