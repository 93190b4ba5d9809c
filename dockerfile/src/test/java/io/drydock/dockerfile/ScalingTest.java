package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.dockerfile.shell.ShellLexer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Time grows with the size of the input and not faster. */
class ScalingTest {
  private static final int FACTOR = 5;

  @Test
  void aDockerfileOfTenThousandLinesTakesLinearTime() {
    assertLinear(
        10_000,
        lines -> {
          var text = new StringBuilder("FROM scratch\n");
          for (int i = 0; i < lines / 5; i++) {
            text.append("# about step ").append(i).append("\nRUN echo \"$x\" && \\\n  true\n");
            text.append("ENV KEY").append(i).append("=value other=\"a b\"\n");
            text.append("COPY --chown=1:1 [\"a\", \"/b/\"]\n");
          }
          Dockerfile file = Dockerfile.parse("Dockerfile", text.toString());
          assertThat(file.stages().getFirst().instructions()).hasSize(lines / 5 * 3);
        });
  }

  @Test
  void thousandStagesTakeLinearTime() {
    assertLinear(
        1_000,
        stages -> {
          var text = new StringBuilder();
          for (int i = 0; i < stages; i++) {
            text.append("FROM s").append(i).append(" AS s").append(i + 1);
            text.append("\nCOPY --from=s").append(i).append(" /a /b\nRUN <<EOF\nx\nEOF\n");
          }
          assertThat(Dockerfile.parse("Dockerfile", text.toString()).stages()).hasSize(stages);
        });
  }

  @Test
  void continuedLinesAndHeredocsTakeLinearTime() {
    assertLinear(
        20_000,
        lines -> {
          String text = "FROM a\nRUN x" + " \\\n y".repeat(lines) + "\nRUN <<E\n";
          Dockerfile.parse("Dockerfile", text + "z\n".repeat(lines) + "E\n");
        });
  }

  @Test
  void hostilePatternsOfSubstitutionsTakeLinearTime() {
    var lexer = new ShellLexer('\\');
    assertLinear(
        2_000,
        length -> {
          Map<String, String> variables = Map.of("v", "a".repeat(length));
          lexer.expand("${v##*a*a*a*a*b}${v%%b*a*a*a*a}${v//a*b/}", variables);
        });
  }

  @Test
  void hostileIgnorePatternsStayCheap() {
    IgnoreRules rules =
        IgnoreRules.parse(
            ".dockerignore",
            ("**/a*a*a*a*a*b\n" + "**/x/".repeat(20) + "*.txt\n").getBytes(StandardCharsets.UTF_8));
    assertLinear(200, names -> rules.excludes("aaaaaaaaaaaaaaaa/x/".repeat(names) + "c"));
  }

  /** Five times the input may take three times what that would make it; processor time, warm. */
  private static void assertLinear(int size, IntConsumer work) {
    best(size, work);
    long small = best(size, work);
    long large = best(size * FACTOR, work);
    assertThat(large)
        .as("processor time in ns, %d for a fifth of it", small)
        .isLessThan(small * FACTOR * 3 + 20_000_000);
  }

  private static long best(int size, IntConsumer work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = threads.getCurrentThreadCpuTime();
      work.accept(size);
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }
    return best;
  }
}
