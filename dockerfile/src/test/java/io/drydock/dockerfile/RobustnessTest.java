package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Mount;
import io.drydock.dockerfile.parser.DockerfileParser;
import io.drydock.dockerfile.shell.ShellLexer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the input, reading it ends with a result or with an error about the input. */
class RobustnessTest {
  private static final Map<String, String> VARIABLES = Map.of("a", "one two", "b", "", "c", "*/\\");

  @Property(tries = 2_000)
  void dockerfilesParseOrAreRefused(@ForAll("dockerfiles") String text) {
    try {
      Dockerfile file = Dockerfile.parse("Dockerfile", text);
      assertThat(file.stages()).isNotEmpty();
      file.stages().forEach(stage -> stage.instructions().forEach(RobustnessTest::readMounts));
    } catch (DrydockException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.INVALID);
      assertThat(e.location().orElseThrow().line()).isBetween(1, text.split("\n", -1).length);
    }
  }

  @Property(tries = 1_000)
  void linesAreInOrderAndWithinTheFile(@ForAll("dockerfiles") String text) {
    int last = 0;
    try {
      for (var node : DockerfileParser.parse("Dockerfile", text).nodes()) {
        assertThat(node.line()).isGreaterThan(last);
        assertThat(node.endLine()).isGreaterThanOrEqualTo(node.line());
        last = node.endLine();
      }
    } catch (DrydockException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.INVALID);
    }
  }

  @Property(tries = 2_000)
  void wordsExpandOrAreRefused(@ForAll("words") String word, @ForAll boolean raw) {
    var lexer = new ShellLexer('\\', raw, raw, false, raw);
    try {
      ShellLexer.Result result = lexer.process(word, VARIABLES);
      assertThat(String.join("", result.words()).length())
          .isLessThanOrEqualTo(result.text().length());
    } catch (DrydockException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.INVALID);
    }
  }

  @Property(tries = 500)
  void plainTextIsItsOwnExpansion(@ForAll("plain") String text) {
    assertThat(new ShellLexer('\\').expand(text, VARIABLES)).isEqualTo(text);
    assertThat(new ShellLexer('\\').expand("'" + text + "'", VARIABLES)).isEqualTo(text);
  }

  @Property(tries = 2_000)
  void prunedDirectoriesHoldNothingThatIsIn(
      @ForAll("ignoreFiles") String text, @ForAll("paths") String path) {
    IgnoreRules rules;
    try {
      rules = IgnoreRules.parse(".dockerignore", text.getBytes(StandardCharsets.UTF_8));
    } catch (DrydockException e) {
      assertThat(e.location()).isPresent();
      return;
    }
    boolean in = !rules.excludes(path);
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (!rules.mayContainIncluded(path.substring(0, slash))) {
        assertThat(in).as("%s below pruned %s", path, path.substring(0, slash)).isFalse();
      }
    }
  }

  private static void readMounts(Instruction instruction) {
    if (instruction instanceof Instruction.Run run) {
      for (String mount : run.mounts()) {
        try {
          Mount.parse(mount, word -> new ShellLexer('\\').expand(word, VARIABLES));
        } catch (DrydockException e) {
          assertThat(e.kind()).isEqualTo(ErrorKind.INVALID);
        }
      }
    }
  }

  @Provide
  Arbitrary<String> dockerfiles() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "FROM ",
            "a",
            " AS b",
            "RUN ",
            "COPY ",
            "ADD ",
            "ENV ",
            "LABEL ",
            "ARG ",
            "ONBUILD ",
            "HEALTHCHECK ",
            "CMD ",
            "SHELL ",
            "EXPOSE ",
            "VOLUME ",
            "--mount=",
            "type=cache",
            "--from=",
            "--interval=",
            "<<",
            "<<-",
            "EOF",
            "\n",
            "\\\n",
            " ",
            "\t",
            "\"",
            "'",
            "\\",
            "`",
            "[",
            "]",
            "\"x\"",
            ",",
            "=",
            "$a",
            "${a:-",
            "}",
            "#",
            "# escape=`\n",
            "# syntax=",
            "\r\n",
            "1s",
            "{",
            "\u00e9",
            "\ud83d\ude00",
            "\ud800",
            "\u00a0",
            "\u0000");
    return pieces.list().ofMaxSize(40).map(RobustnessTest::concatenate);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
            "$",
            "{",
            "}",
            "a",
            "b",
            "c",
            "x",
            ":",
            "-",
            "+",
            "?",
            "#",
            "%",
            "/",
            "//",
            "*",
            "\\",
            "'",
            "\"",
            " ",
            "<",
            "<<",
            "${a",
            "${c#",
            "[",
            ".",
            "\n",
            "\u00e9",
            "\ud83d\ude00",
            "1")
        .list()
        .ofMaxSize(25)
        .map(RobustnessTest::concatenate);
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings().withCharRange('a', 'z').withChars(" .,;:-_/[]{}#%&*?!|>=\n");
  }

  @Provide
  Arbitrary<String> ignoreFiles() {
    return Arbitraries.of(
            "a", "b", "/", "*", "**", "?", "!", "\n", "\n", "[ab]", "[^a]", "\\", ".", "..", " ",
            "#", "a/b", "!a", "**/")
        .list()
        .ofMaxSize(20)
        .map(RobustnessTest::concatenate);
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of("a", "b", "ab", ".b", "aa")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(names -> String.join("/", names));
  }

  private static String concatenate(List<String> pieces) {
    return String.join("", pieces);
  }
}
