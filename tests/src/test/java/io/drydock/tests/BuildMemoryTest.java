package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However big contexts and layers are, a build stays small: with its processes, without page cache.
 */
@Tag("nightly")
class BuildMemoryTest {
  private static final long MOST_KIB = 256 * 1024;
  private static final int CHUNK = 1 << 20;

  @TempDir Path folder;
  private Path context;

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    Path busybox = Path.of("/bin/busybox");
    assumeTrue(Files.isExecutable(busybox), "needs the package busybox-static");
    context = Files.createDirectory(folder.resolve("context"));
    Files.copy(busybox.toRealPath(), context.resolve("busybox"));
  }

  /** 500 MB, of which the ignore file lets 20 count. */
  @ParameterizedTest
  @ValueSource(strings = {"namespaces", "chroot"})
  void aBigContext(String isolation) throws Exception {
    Path ignored = Files.createDirectory(context.resolve("ignored"));
    Path counted = Files.createDirectory(context.resolve("counted"));
    fill(ignored.resolve("big"), 480);
    for (int i = 0; i < 20; i++) {
      fill(counted.resolve("part" + i), 1);
    }
    Files.writeString(context.resolve(".dockerignore"), "ignored\n");
    long peak =
        peak(
            isolation,
            """
            FROM scratch
            COPY . /
            RUN ["/busybox", "cp", "-r", "/counted", "/again"]
            """);
    assertThat(peak).isBetween(1L, MOST_KIB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"namespaces", "chroot"})
  void aLayerOfTwoGigabytes(String isolation) throws Exception {
    long peak =
        peak(
            isolation,
            """
            FROM scratch
            COPY busybox /
            RUN ["/busybox", "dd", "if=/dev/zero", "of=/big", "bs=1M", "count=2048"]
            RUN ["/busybox", "rm", "/busybox"]
            """);
    assertThat(peak).isBetween(1L, MOST_KIB);
  }

  /** The most that the build's processes had at once, in KiB. */
  private long peak(String isolation, String dockerfile) throws Exception {
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    Path out = folder.resolve("out");
    Process build =
        new Drydock(folder.resolve("store"))
            .start(
                folder,
                out,
                out,
                Map.of(),
                "build",
                "--progress=plain",
                "--isolation=" + isolation,
                "-o",
                "type=oci,dest=" + folder.resolve("image.tar"),
                context.toString());
    build.getOutputStream().close();
    long peak = 0;
    while (build.isAlive()) {
      try (Stream<ProcessHandle> children = build.descendants()) {
        long now =
            Stream.concat(Stream.of(build.toHandle()), children)
                .mapToLong(each -> own(each.pid()))
                .sum();
        peak = Math.max(peak, now);
      }
      Thread.sleep(20);
    }
    assertThat(build.exitValue()).as(Files.readString(out)).isZero();
    return peak;
  }

  /** A process's memory that is no file's, in KiB. */
  private static long own(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("RssAnon:") || line.startsWith("RssShmem:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      return 0; // it has ended
    }
  }

  private static void fill(Path file, int megabytes) throws IOException {
    var random = new Random(megabytes);
    byte[] chunk = new byte[CHUNK];
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < megabytes; i++) {
        random.nextBytes(chunk);
        out.write(chunk);
      }
    }
  }
}
