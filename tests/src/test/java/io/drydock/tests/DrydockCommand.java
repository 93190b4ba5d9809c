package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Drydock's own command line, pointed at an engine. The words of a call are one text with single
 * spaces between them; words that have spaces themselves come after it.
 */
record DrydockCommand(Drydock drydock, Map<String, String> environment) {
  private static final Path DIRECTORY = Path.of("/");

  /** What the words print; they have to succeed. The last line's end is left out. */
  String ok(String words, String... more) {
    Drydock.Outcome outcome = run(words, more);
    assertThat(outcome.code()).as(words + "\n" + outcome.all()).isZero();
    return outcome.out().stripTrailing();
  }

  /** What the words print on standard error; they have to fail with the exit code. */
  String fails(int code, String words, String... more) {
    Drydock.Outcome outcome = run(words, more);
    assertThat(outcome.code()).as(words + "\n" + outcome.all()).isEqualTo(code);
    return outcome.err();
  }

  Drydock.Outcome run(String words, String... more) {
    return runWith("", words, more);
  }

  /** Runs with a text on standard input, which then ends. */
  Drydock.Outcome runWith(String input, String words, String... more) {
    return drydock.run(DIRECTORY, input, environment, split(words, more));
  }

  /** Starts the words, with their output in one file and their errors in another. */
  Process start(Path out, Path err, String words, String... more) throws IOException {
    return drydock.start(DIRECTORY, out, err, environment, split(words, more));
  }

  private static String[] split(String words, String... more) {
    List<String> all = new ArrayList<>(List.of(words.split(" ", -1)));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }
}
