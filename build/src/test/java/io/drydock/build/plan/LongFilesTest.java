package io.drydock.build.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files far longer than anybody writes end in a plan or an error, on a small stack and soon. */
@Timeout(30)
class LongFilesTest {
  private final PlanFixture fixture = new PlanFixture();

  private static String times(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining());
  }

  @Test
  void aThousandStagesInACircle() {
    String stages =
        times(
            1_000, i -> "FROM busybox AS s" + i + "\nCOPY --from=s" + (i + 1) % 1_000 + " /x /x\n");
    assertThatThrownBy(() -> fixture.target(stages))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("circular dependency detected on stage: s0");
  }

  @Test
  void aStageThatCopiesFromAThousandOthers() {
    String stages = times(1_000, i -> "FROM scratch AS s" + i + "\nCOPY f /f" + i + "\n");
    String copies = times(1_000, i -> "COPY --from=s" + i + " /f" + i + " /\n");
    Plan.Target target = fixture.target(stages + "FROM scratch\n" + copies);
    assertThat(target.config().history()).hasSize(1_000);
  }
}
