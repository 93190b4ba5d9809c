package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A store with the image {@code busybox} in it. */
final class Busybox {
  private static final Path BINARY = Path.of("/bin/busybox");

  private Busybox() {}

  /** Makes the store in the folder; tests that need it are skipped where there can be none. */
  static Drydock store(Path folder) throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "RUN needs root");
    assumeTrue(Files.isExecutable(BINARY), "RUN needs the package busybox-static");
    var drydock = new Drydock(folder.resolve("store"));
    Path base = Files.createDirectory(folder.resolve("base"));
    Files.copy(BINARY.toRealPath(), base.resolve("busybox"));
    Files.writeString(
        base.resolve("Dockerfile"),
        """
        FROM scratch
        COPY busybox /bin/
        RUN ["/bin/busybox", "--install", "-s", "/bin"]
        """);
    Drydock.Outcome outcome = drydock.run("build", "-q", "-t", "busybox", base.toString());
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return drydock;
  }
}
