package io.drydock.lint.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Options are told from operands as the program itself would. */
class OptionsTest {
  private static final OptionSyntax GETOPT = OptionSyntax.getopt("t", "target");

  private static Options read(OptionSyntax syntax, String arguments) {
    return syntax.read(ShellScript.read("x " + arguments).commands().getFirst().arguments());
  }

  private static String operands(Options options) {
    return String.join(" ", options.operands().stream().map(ShellWord::text).toList());
  }

  @Test
  void lettersMayBeJoinedAndTheLastMayHaveAValue() {
    Options options = read(GETOPT, "-yqt one install -tTwo --target three -q=2 four");
    assertThat(operands(options)).isEqualTo("install four");
    assertThat(options.values("t", "target")).containsExactly("one", "Two", "three");
    assertThat(options.has("y", "yes")).isTrue();
    assertThat(options.count("q")).isEqualTo(2);
    assertThat(options.values("q")).containsExactly("2");
  }

  @Test
  void whatFollowsTwoDashesIsNoOption() {
    Options options = read(GETOPT, "a -- -y b");
    assertThat(operands(options)).isEqualTo("a");
    assertThat(options.rest()).hasSize(2);
    assertThat(options.has("y")).isFalse();
  }

  @Test
  void toolsOfGoHaveLongNamesBehindOneDash() {
    Options options = read(OptionSyntax.oneDash("ldflags"), "-ldflags '-s -w' -tags=x pkg");
    assertThat(operands(options)).isEqualTo("pkg");
    assertThat(options.values("ldflags")).containsExactly("-s -w");
    assertThat(options.values("tags")).containsExactly("x");
  }

  @Test
  void anOptionWhoseValueIsMissingIsStillThere() {
    assertThat(read(GETOPT, "a --target").has("target")).isTrue();
    assertThat(read(GETOPT, "- a").operands()).hasSize(2);
  }
}
