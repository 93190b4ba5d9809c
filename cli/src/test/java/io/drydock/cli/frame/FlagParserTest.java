package io.drydock.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.cli.frame.Flag.Kind;
import io.drydock.core.DrydockException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words are read as docker reads them. */
class FlagParserTest {
  private final Spec spec =
      Spec.of("build PATH", "Build")
          .flag("tag", 't', Kind.STRING_ARRAY, "Name")
          .flag("file", 'f', Kind.STRING, "Dockerfile")
          .flag("quiet", 'q', Kind.BOOL, "Quiet")
          .flag("no-cache", Kind.BOOL, "No cache")
          .flag("cache-from", Kind.STRINGS, "Sources")
          .flag("count", Kind.INT, "Count");

  private Arguments parse(String... words) {
    return FlagParser.parse(spec, List.of(words));
  }

  @Test
  void valuesStandBehindOrWithinTheWord() {
    assertThat(parse("--tag", "a", "--tag=b", "-t", "c", "-td", "-t=e").all("tag"))
        .containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void shorthandsCanBeJoinedAndTheLastTakesTheValue() {
    Arguments arguments = parse("-qf", "My.Dockerfile", ".");
    assertThat(arguments.on("quiet")).isTrue();
    assertThat(arguments.value("file")).contains("My.Dockerfile");
    assertThat(arguments.positional()).containsExactly(".");
  }

  @Test
  void flagsMayFollowArgumentsUnlessTheCommandPassesWordsOn() {
    assertThat(parse(".", "-q").on("quiet")).isTrue();
    Spec first = Spec.of("run IMAGE [COMMAND]", "Run").flagsFirst();
    assertThat(FlagParser.parse(first, List.of("image", "ls", "-l")).positional())
        .containsExactly("image", "ls", "-l");
  }

  @Test
  void twoDashesEndTheFlags() {
    assertThat(parse("--", "-q").positional()).containsExactly("-q");
  }

  @Test
  void booleansTakeGoSpellings() {
    assertThat(parse("--no-cache=F").on("no-cache")).isFalse();
    assertThat(parse("--no-cache=1").on("no-cache")).isTrue();
    assertThatThrownBy(() -> parse("--no-cache=maybe"))
        .hasMessage(
            "invalid argument \"maybe\" for \"--no-cache\" flag: strconv.ParseBool: parsing \"maybe\": invalid syntax");
  }

  @Test
  void listsSplitOnlyWhereDockerSplits() {
    assertThat(parse("--cache-from", "a,b", "--cache-from=c").all("cache-from"))
        .containsExactly("a", "b", "c");
    assertThat(parse("-t", "a,b").all("tag")).containsExactly("a,b");
  }

  @Test
  void mistakesAreNamedInDockersWords() {
    assertThatThrownBy(() -> parse("--nope"))
        .isInstanceOf(DrydockException.class)
        .hasMessage("unknown flag: --nope");
    assertThatThrownBy(() -> parse("-xq")).hasMessage("unknown shorthand flag: 'x' in -xq");
    assertThatThrownBy(() -> parse("--file")).hasMessage("flag needs an argument: --file");
    assertThatThrownBy(() -> parse("-f")).hasMessage("flag needs an argument: 'f' in -f");
    assertThatThrownBy(() -> parse("--count", "x"))
        .hasMessage(
            "invalid argument \"x\" for \"--count\" flag: strconv.ParseInt: parsing \"x\": invalid syntax");
  }
}
