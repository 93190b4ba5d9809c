package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shells in steps, and pictures of what a build would do. */
class DebugTest {
  private static final String FAILING =
      """
      FROM busybox AS work
      WORKDIR /work
      ENV NAME=value
      RUN --mount=type=cache,target=/cache --mount=type=secret,id=token echo half >/work/half; echo kept >/cache/kept; exit 3
      FROM work
      RUN echo never
      """;

  @TempDir static Path folder;
  private static Drydock drydock = new Drydock(Path.of("/nonexistent"));

  @TempDir Path context;

  @BeforeAll
  static void makeABase() throws IOException {
    drydock = Busybox.store(folder);
  }

  private Drydock.Outcome call(String dockerfile, String input, String... words)
      throws IOException {
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    var all = new ArrayList<>(List.of(words));
    all.add(".");
    return drydock.run(context, input, Map.of("TOKEN", "s3cr3t"), all.toArray(String[]::new));
  }

  /** The shell sees what the command left, its mounts, variables and directory; then it fails. */
  @Test
  void aShellOpensInTheStepThatFailed() throws IOException {
    Drydock.Outcome outcome =
        call(
            FAILING,
            "pwd; cat half /cache/kept; echo $NAME; cat /run/secrets/token; echo; touch more; ls\n",
            "build",
            "debug",
            "--secret",
            "id=token,env=TOKEN");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEqualTo("/work\nhalf\nkept\nvalue\ns3cr3t\nhalf\nmore\n");
    assertThat(outcome.err()).contains("exit code: 3", "Dockerfile:4");
    assertThat(store("tmp")).isEmpty();
  }

  @Test
  void withoutDebugNoShellReadsTheInput() throws IOException {
    Drydock.Outcome outcome = call(FAILING, "echo seen\n", "build");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.all()).doesNotContain("seen");
  }

  /** What the shell writes after a success does not reach the image. */
  @Test
  void aShellOpensAfterAnyStepAndTheBuildGoesOn() throws IOException {
    String dockerfile =
        """
        FROM busybox AS work
        WORKDIR /work
        RUN echo made >made
        FROM work
        RUN ls /work >/listing
        """;
    Drydock.Outcome outcome =
        call(
            dockerfile,
            "",
            "build",
            "--invoke=work,cat made; touch stray; ls",
            "-o",
            "type=local,dest=out");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).isEqualTo("made\nmade\nstray\n");
    assertThat(context.resolve("out/listing")).hasContent("made\n");
    assertThat(context.resolve("out/work/stray")).doesNotExist();
    assertThat(call(dockerfile, "", "build", "--invoke=3,echo in $PWD").out())
        .isEqualTo("in /work\n");
  }

  @Test
  void anUnknownStepIsAnsweredWithThoseThatThereAre() throws IOException {
    Drydock.Outcome outcome = call("FROM busybox AS a\nRUN true\n", "", "build", "--invoke=b");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("the build has no step \"b\"", "Steps: :1, :2");
  }

  @Test
  void stepsAreListedWithTheirLines() throws IOException {
    Drydock.Outcome outcome = call(FAILING, "", "build", "debug", "--list");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .containsPattern("(?m)^work:3 +4  \\[work 3/3] RUN ")
        .containsPattern("(?m)^stage-1:1 +6  \\[stage-1 1/1] RUN echo never$");
  }

  @Test
  void aPlanTellsWhatIsCachedAndHowLongItTook() throws IOException {
    String dockerfile = "FROM busybox\nRUN sleep 0.2 && echo '<a> & b'\n";
    assertThat(call(dockerfile, "", "build", "--print=plan").out())
        .contains("state     to be done")
        .doesNotContain("last time");
    assertThat(call(dockerfile, "", "build", "-q").code()).isZero();
    assertThat(call(dockerfile, "", "build", "--print=plan").out())
        .contains("state     cached")
        .containsPattern("took      0\\.[2-9] s last time");
    String picture = call(dockerfile, "", "build", "--print=svg").out();
    assertThat(picture)
        .startsWith("<svg xmlns=")
        .endsWith("</svg>\n")
        .contains("&lt;a&gt; &amp; b", "cached · took 0.");
  }

  @Test
  void whatNeedsAnEntitlementIsRefusedWithoutOne() throws IOException {
    String dockerfile = "FROM busybox\nRUN --security=insecure true\n";
    Drydock.Outcome refused = call(dockerfile, "", "build");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("Dockerfile:2", "security.insecure is not allowed", "--allow security.insecure");
    assertThat(call(dockerfile, "", "build", "--allow", "security.insecure").code()).isZero();
    assertThat(call("FROM busybox\nRUN --network=host true\n", "", "build").err())
        .contains("network.host is not allowed");
    assertThat(
            call("FROM busybox\nRUN --network=host true\n", "", "build", "--network=host").code())
        .isZero();
  }

  @Test
  void limitsReachTheCommandAndWrongOnesAreNamed() throws IOException {
    Drydock.Outcome outcome =
        call(
            "FROM busybox\nRUN test \"$(ulimit -n) $(ulimit -Hn)\" = '77 99'\n",
            "",
            "build",
            "--ulimit",
            "nofile=77:99");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(call("FROM busybox\n", "", "build", "--ulimit", "files=1").err())
        .contains("\"--ulimit\" flag: invalid ulimit type: files");
    assertThat(call("FROM busybox\n", "", "build", "--shm-size", "foo").err())
        .contains("\"--shm-size\" flag");
    assertThat(call("FROM busybox\n", "", "build", "--memory", "1g").err())
        .contains("--memory is not supported");
    assertThat(call("FROM busybox\nRUN --device=x true\n", "", "build").err())
        .contains("Dockerfile:2", "RUN --device is not supported");
  }

  /** Ctrl-C ends the command, the build says so, and nothing of it stays in the store. */
  @Test
  void anInterruptLeavesNothingBehind() throws Exception {
    Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nRUN echo up; sleep 333\n");
    Path err = folder.resolve("interrupted.err");
    Process process =
        drydock.start(
            context,
            folder.resolve("interrupted.out"),
            err,
            Map.of(),
            "build",
            "--progress=plain",
            ".");
    long limit = System.nanoTime() + 60_000_000_000L;
    while (!Files.readString(err).contains(" up\n") && System.nanoTime() < limit) {
      Thread.sleep(50);
    }
    new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
    process.waitFor();
    assertThat(process.exitValue()).isNotZero();
    assertThat(Files.readString(err)).contains("context canceled");
    assertThat(store("tmp")).isEmpty();
    assertThat(store("leases")).isEmpty();
  }

  private static List<Path> store(String part) throws IOException {
    try (var files = Files.list(drydock.store().resolve(part))) {
      return files.toList();
    }
  }
}
