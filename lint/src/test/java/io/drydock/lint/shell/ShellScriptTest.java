package io.drydock.lint.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands are found wherever a script has them, with the words that the shell would pass. */
class ShellScriptTest {

  private static List<String> names(String script) {
    return ShellScript.read(script).commands().stream()
        .map(ShellCommand::name)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static List<String> words(String script) {
    return ShellScript.read(script).commands().getLast().words().stream()
        .map(ShellWord::text)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          a && b || c; d & e | f      => a b c d e f
          a | b |& c                  => a b c
          (a; (b)) && { c; d; }       => a b c d
          if a; then b; elif c; then d; else e; fi => a b c d e
          while a; do b; done         => a b
          until ! a; do b; done       => a b
          for x in 1 2; do a $x; done => a
          for ((i=0;i<3;i++)); do a; done => a
          case $x in y|z) a;; *) b ;; esac => a b
          case x in (y) a ;& z) b ;;& esac; c => a b c
          f() { a; }; f               => a f
          function g { a; }; g        => a g
          echo $(a $(b)) `c`          => b a c echo
          echo "$(a "$(b)")"          => b a echo
          x=$(a) b                    => a b
          x=1 y="2 3" a               => a
          diff <(a) >(b)              => a b diff
          ((x = 1 + 2)) && a          => a
          echo $((1 + (2 * 3)))       => echo
          [[ -f x && $y < z ]] || a   => [[ a
          ! a && time b               => a b
          a # b; c                    => a
          a#b; c                      => a#b c
          ${x:-$(a)} b                => a ${x}
          >x <y a 2>&1 &>>z           => a
          a=(1 2 `b`) c               => b c
          """)
  void findsTheCommands(String script, String expected) {
    assertThat(String.join(" ", names(script))).isEqualTo(expected);
    assertThat(ShellScript.read(script).complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          a 'b c' "d e" f\\ g        => a|b c|d e|f g
          a "x\\"y" '\\n' "\\n"      => a|x"y|\\n|\\n
          a x"y"'z'                  => a|xyz
          a $v ${v} ${v:-d} "$v"     => a|${v}|${v}|${v}|${v}
          a $1 $@ $                  => a|${1}|${@}|$
          a $(b)c $((1))             => a|$()c|$(())
          a $'it\\'s' $"x"           => a|it's|x
          a ?(b|c) @(d)              => a|?(b|c)|@(d)
          a {b,c} *.txt ~/x          => a|{b,c}|*.txt|~/x
          """)
  void removesQuotesAndNamesVariables(String script, String expected) {
    assertThat(String.join("|", words(script.replace("\\\\", "\\"))))
        .isEqualTo(expected.replace("\\\\", "\\"));
  }

  @Test
  void tellsWhereAWordStandsAndWhetherTheShellWouldChangeIt() {
    String script = "apt-get install \"foo=$V\" bar";
    List<ShellWord> words = ShellScript.read(script).commands().getFirst().words();
    assertThat(script.substring(words.get(2).start(), words.get(2).end())).isEqualTo("\"foo=$V\"");
    assertThat(words.get(2).quoted()).isTrue();
    assertThat(words.get(2).literal()).isFalse();
    assertThat(words.get(3).quoted()).isFalse();
    assertThat(words.get(3).literal()).isTrue();
  }

  @Test
  void keepsAssignmentsAndRedirectionsApart() {
    ShellCommand command =
        ShellScript.read("A=1 B+=2 c[0]=x cmd arg D=4 >out 2>>err").commands().getFirst();
    assertThat(command.assignments())
        .containsExactly(
            new Assignment("A", "1"), new Assignment("B", "2"), new Assignment("c", "x"));
    assertThat(command.arguments().stream().map(ShellWord::text)).containsExactly("arg", "D=4");
    assertThat(command.redirections().stream().map(each -> each.operator() + each.target().text()))
        .containsExactly(">out", "2>>err");
  }

  @Test
  void readsHereDocumentsBehindTheirLine() {
    String script = "cat <<EOF <<-'X' > f && a\nnot $(run\nEOF\n\tneither; b\n\tX\nc";
    ShellScript read = ShellScript.read(script);
    assertThat(read.commands().stream().map(ShellCommand::name)).containsExactly("cat", "a", "c");
    assertThat(read.commands().getFirst().redirections().getFirst().body()).contains("not $(run\n");
    assertThat(read.commands().getFirst().redirections().get(1).body()).contains("\tneither; b\n");
    assertThat(read.complete()).isTrue();
  }

  @Test
  void knowsPipesFromAlternatives() {
    assertThat(ShellScript.read("a || b; c '|' d | e").pipes()).containsExactly(16);
    assertThat(ShellScript.read("a && b").pipes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          a ) b            => a b
          if a; then b     => a b
          a "b             => a
          a; done; b       => a done b
          ;; a             => a
          echo (b) c       => echo
          """)
  void readsOnBehindWhatMakesNoSense(String script, String expected) {
    assertThat(names(script)).containsAll(List.of(expected.split(" ")));
  }

  @Test
  void joinsContinuedLines() {
    assertThat(words("a b \\\n  c\\\nd")).containsExactly("a", "b", "cd");
  }
}
