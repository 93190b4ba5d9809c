package io.drydock.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build whose store runs out of space, on a small tmpfs. */
class FullDiskTest {
  @TempDir Path folder;

  @Test
  void saysSoAndLeavesNothingHalfMade() throws Exception {
    assumeTrue(BuildFixture.canRun(), "needs root");
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small.toString()),
        "needs to mount a tmpfs");
    try (var fixture = new BuildFixture(small, folder.resolve("context"))) {
      try (var big = new RandomAccessFile(fixture.context.resolve("big").toFile(), "rw")) {
        big.setLength(8 << 20);
      }
      fixture.file("little", "x");
      fixture.named("half:1");

      assertThatThrownBy(() -> fixture.build("FROM scratch\nCOPY little /\nCOPY big /\n"))
          .isInstanceOfSatisfying(
              DrydockException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.EXHAUSTED);
                assertThat(e.location().orElseThrow().line()).isEqualTo(3);
              });
      assertThat(fixture.store.images().list()).isEmpty();
      fixture.build("FROM scratch\nCOPY little /\n");
      assertThat(fixture.store.images().list()).hasSize(1);
    } finally {
      assertThat(run("umount", small.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }
}
