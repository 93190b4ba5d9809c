package io.drydock.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.build.BuildEvent;
import io.drydock.build.Vertex;
import io.drydock.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plain progress keeps each step's lines together, as BuildKit does. */
class PlainProgressTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PlainProgress progress =
      new PlainProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8));
  private final Vertex first = vertex("[1/2] FROM busybox");
  private final Vertex second = vertex("[2/2] RUN make");

  private static Vertex vertex(String name) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    return new Vertex(Digest.of(key), name, List.of(), Optional.empty());
  }

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  private void log(Vertex vertex, long millis, String text) {
    ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    progress.on(new BuildEvent.Log(vertex, at(millis), BuildEvent.Stream.STDOUT, data));
  }

  private String text() {
    progress.close();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void linesCarryTheSecondsSinceTheStepBegan() {
    progress.on(new BuildEvent.Started(first, at(0)));
    progress.on(new BuildEvent.Cached(first, at(0)));
    progress.on(new BuildEvent.Started(second, at(100)));
    log(second, 223, "hel");
    log(second, 350, "lo\nrest");
    progress.on(new BuildEvent.Finished(second, at(1300)));
    assertThat(text())
        .isEqualTo(
            """
            #1 [1/2] FROM busybox
            #1 CACHED

            #2 [2/2] RUN make
            #2 0.250 hello
            #2 1.200 rest
            #2 DONE 1.2s

            """);
  }

  @Test
  void anotherStepWaitsUntilTheOneOnShowEnds() {
    progress.on(new BuildEvent.Started(first, at(0)));
    progress.on(new BuildEvent.Started(second, at(0)));
    log(first, 10, "a\n");
    log(second, 20, "b\n");
    log(first, 30, "c\n");
    progress.on(new BuildEvent.Finished(first, at(40)));
    progress.on(new BuildEvent.Failed(second, at(50), "no such file", false));
    assertThat(text())
        .isEqualTo(
            """
            #1 [1/2] FROM busybox
            #1 0.010 a
            #1 0.030 c
            #1 DONE 0.0s

            #2 [2/2] RUN make
            #2 0.020 b
            #2 ERROR: no such file

            """);
  }

  @Test
  void aSilentStepGivesWayAfterAWhile() {
    log(first, 0, "a\n");
    log(second, 100, "b\n");
    log(second, 9000, "c\n");
    assertThat(text())
        .startsWith("#1 [1/2] FROM busybox\n#1 0.000 a\n#1 ...\n\n#2 [2/2] RUN make\n");
  }
}
