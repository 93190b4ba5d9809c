package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job from outside: real builds by the real command, and what it says when one goes wrong.
 */
class BuildTest {
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  @TempDir static Path folder;
  private static Drydock drydock = new Drydock(Path.of("/nonexistent"));

  @TempDir Path context;

  @BeforeAll
  static void makeABase() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "RUN needs root");
    assumeTrue(Files.isExecutable(BUSYBOX), "RUN needs the package busybox-static");
    drydock = new Drydock(folder.resolve("store"));
    Path base = Files.createDirectory(folder.resolve("base"));
    Files.copy(BUSYBOX.toRealPath(), base.resolve("busybox"));
    Files.writeString(
        base.resolve("Dockerfile"),
        """
        FROM scratch
        COPY busybox /bin/
        RUN ["/bin/busybox", "--install", "-s", "/bin"]
        """);
    Drydock.Outcome outcome = drydock.run("build", "-q", "-t", "busybox", base.toString());
    assertThat(outcome.code()).as(outcome.all()).isZero();
  }

  @BeforeEach
  void writeAFile() throws IOException {
    Files.writeString(context.resolve("file.txt"), "content\n");
  }

  private Drydock.Outcome build(String dockerfile, String... flags) throws IOException {
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    var words = new java.util.ArrayList<>(java.util.List.of("build", "--progress=plain"));
    words.addAll(java.util.List.of(flags));
    words.add(".");
    return drydock.run(context, "", Map.of(), words.toArray(String[]::new));
  }

  @Test
  void stagesRunAndTheLastOneBecomesTheImage() throws IOException {
    Drydock.Outcome outcome =
        build(
            """
            FROM busybox AS build
            WORKDIR /work
            COPY file.txt ./
            RUN tr a-z A-Z <file.txt >loud.txt
            FROM scratch
            COPY --from=build /work/loud.txt /
            ENV NAME=value
            CMD ["/none"]
            """,
            "-t",
            "stages:1",
            "-o",
            "type=local,dest=out",
            "-o",
            "type=image");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(context.resolve("out/loud.txt")).hasContent("CONTENT\n");
    assertThat(outcome.err())
        .contains("[build 4/4] RUN tr a-z A-Z <file.txt >loud.txt")
        .contains("stages:1\n  digest  sha256:")
        .containsPattern("built in \\d+\\.\\d s, 0 of 4 steps from the cache");
    assertThat(drydock.run("images").out()).contains("stages");
  }

  @Test
  void nothingIsDoneTwiceAndTheSecondImageIsTheSame() throws IOException {
    String dockerfile = "FROM busybox\nCOPY file.txt /\nRUN date +%N >/when\n";
    Path first = context.resolve("first");
    Path second = context.resolve("second");
    assertThat(build(dockerfile, "--iidfile", first.toString()).code()).isZero();
    Drydock.Outcome again = build(dockerfile, "--iidfile", second.toString());
    assertThat(again.err()).contains("2 of 2 steps from the cache");
    assertThat(second).hasSameTextualContentAs(first);
  }

  @Test
  void secretsReachTheCommandAndNothingElse() throws IOException {
    Files.writeString(context.resolve("token"), "s3cr3t-token");
    Files.writeString(context.resolve(".dockerignore"), "token\n");
    Drydock.Outcome outcome =
        build(
            """
            FROM busybox
            RUN --mount=type=secret,id=token test "$(wc -c </run/secrets/token)" = 12 && cp /bin/busybox /used
            """,
            "--secret",
            "id=token,src=token",
            "-t",
            "secretive",
            "-o",
            "type=docker,dest=image.tar",
            "-o",
            "type=image");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(
            new String(
                Files.readAllBytes(context.resolve("image.tar")),
                java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("s3cr3t-token");
    assertThat(drydock.run("history", "--no-trunc", "secretive").out()).doesNotContain("s3cr3t");
  }

  @Test
  void anOrdinaryUserCanOpenItsOutputByName() throws IOException {
    Drydock.Outcome outcome =
        build(
            "FROM busybox\nUSER 1234:1234\nRUN echo by name >/dev/stderr && id -u >/dev/stdout\n");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.err()).containsPattern("\\d by name\n").containsPattern("\\d 1234\n");
  }

  @Test
  void aDockerfileOrATarMayComeOnStandardInput() {
    Drydock.Outcome outcome =
        drydock.run(context, "FROM busybox\nRUN true\n", Map.of(), "build", "-q", "-");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).startsWith("sha256:");
  }

  @Test
  void aSyntaxErrorIsShownInItsPlace() throws IOException {
    Drydock.Outcome outcome = build("FROM busybox\nRUN <<EOF\nnever closed\n");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("Dockerfile:2", "2 | >>> RUN <<EOF", "ERROR: unterminated heredoc");
  }

  @Test
  void anUnknownInstructionIsNamed() throws IOException {
    Drydock.Outcome outcome = build("FROM busybox\nCOPPY a b\n");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("Dockerfile:2", "unknown instruction: COPPY (did you mean COPY?)");
  }

  @Test
  void aMissingSourceIsNamed() throws IOException {
    Drydock.Outcome outcome = build("FROM busybox\nCOPY missing.txt /\n", "-t", "never:missing");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("Dockerfile:2", "\"/missing.txt\": not found");
    assertNotThere("never:missing");
  }

  @Test
  void aFailingCommandTellsItsCodeAndWhatItPrinted() throws IOException {
    Drydock.Outcome outcome =
        build("FROM busybox\nRUN echo first words; exit 3\n", "-t", "never:failed");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("first words", "Dockerfile:2")
        .contains(
            "process \"/bin/sh -c echo first words; exit 3\" did not complete successfully: exit code: 3");
    assertNotThere("never:failed");
  }

  @Test
  void aMissingDockerfileIsSaidAsDockerDoes() {
    Drydock.Outcome outcome = drydock.run(context, "", Map.of(), "build", "-f", "nothere", ".");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("failed to read dockerfile: open nothere: no such file or directory");
  }

  @Test
  void aFullDiskIsSaidAndLeavesNothingHalfMade() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small.toString())
                .start()
                .waitFor()
            == 0,
        "a small file system cannot be mounted here");
    try {
      var full = new Drydock(small.resolve("store"));
      Files.write(context.resolve("big"), new byte[8 << 20]);
      Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY big /\n");
      Drydock.Outcome outcome = full.run(context, "", Map.of(), "build", "-t", "never:full", ".");
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("no space left", small.toString());
      assertThat(full.run("images", "-q").out()).isEmpty();
      Drydock.Outcome check = full.run("system", "check");
      assertThat(check.code()).as(check.all()).isZero();
    } finally {
      assertThat(new ProcessBuilder("umount", small.toString()).start().waitFor()).isZero();
    }
  }

  @Test
  void aKilledBuildLeavesNoProcessAndNoHalfImage() throws Exception {
    String mark = "sleep 4242." + ProcessHandle.current().pid();
    Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nRUN " + mark + "\n");
    Process process =
        drydock.start(
            context,
            folder.resolve("killed.out"),
            folder.resolve("killed.err"),
            Map.of(),
            "build",
            "--progress=plain",
            "-t",
            "never:killed",
            ".");
    await(() -> isRunning(mark), "the command has started");
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    await(() -> !isRunning(mark), "the command is gone");
    assertNotThere("never:killed");
    Drydock.Outcome check = drydock.run("system", "check");
    assertThat(check.code()).as(check.all()).isZero();
  }

  private static void assertNotThere(String image) {
    Drydock.Outcome outcome = drydock.run("inspect", image);
    assertThat(outcome.code()).isEqualTo(1);
  }

  private static boolean isRunning(String command) {
    String wanted = command.replace(' ', '\0');
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path each : processes) {
        try {
          if (Files.readString(each.resolve("cmdline")).startsWith(wanted)) {
            return true;
          }
        } catch (IOException e) {
          // It ended meanwhile.
        }
      }
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void await(java.util.function.BooleanSupplier condition, String what)
      throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not so after 30 s: " + what);
  }
}
