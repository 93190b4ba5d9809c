package io.drydock.cli.compose.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.cli.progress.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tree names each thing once with its state and its time, and never is wider than told. */
class StepTreeTest {
  private static final long SECOND = 1_000_000_000;
  private static final Terminal.Size SIZE = new Terminal.Size(24, 50);

  private final StepTree tree = new StepTree("Running", false);

  @Test
  void showsStateAndSecondsOfEach() {
    tree.take(Step.working("Network shop_default", "Creating"), 0);
    tree.take(Step.done("Network shop_default", "Created"), SECOND / 2);
    tree.take(Step.working("Container shop-web-1", "Starting"), SECOND);

    List<String> lines = tree.lines(SIZE, 3 * SECOND, 0, false);

    assertThat(lines)
        .containsExactly(
            "[+] Running 1/2",
            " ✔ Network shop_default Created              0.5s",
            " ⠋ Container shop-web-1 Starting             2.0s");
  }

  @Test
  void countsTheTimeAnewWhenSomethingBeginsAgain() {
    tree.take(Step.done("Container a", "Created"), 0);
    tree.take(Step.working("Container a", "Starting"), 5 * SECOND);
    tree.take(Step.done("Container a", "Started"), 6 * SECOND);

    assertThat(tree.lines(SIZE, 9 * SECOND, 0, true).getLast()).endsWith("1.0s");
  }

  @Test
  void cutsWhatIsTooWide() {
    tree.take(Step.failed("Container a", "x".repeat(100)), 0);

    assertThat(tree.lines(SIZE, 0, 0, true)).allMatch(line -> line.length() < SIZE.columns());
  }

  @Test
  void leavesOutWhatIsDoneWhenThereAreMoreThanRows() {
    for (int i = 0; i < 30; i++) {
      tree.take(Step.done("Container done-" + i, "Started"), 0);
    }
    tree.take(Step.working("Container last", "Starting"), 0);

    List<String> lines = tree.lines(SIZE, 0, 0, false);

    assertThat(lines).hasSizeLessThan(SIZE.rows()).anyMatch(line -> line.contains("last"));
    assertThat(lines.getLast()).endsWith("more");
  }
}
