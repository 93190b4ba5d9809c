package io.drydock.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.build.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that run commands, in a root file system of busybox. */
class RunBuildTest {
  @TempDir Path folder;
  private BuildFixture fixture;
  private String busybox = "";

  @BeforeEach
  void open() throws IOException {
    assumeTrue(BuildFixture.canRun(), "needs root and busybox-static");
    fixture = new BuildFixture(folder);
    busybox = fixture.busybox();
  }

  @AfterEach
  void close() {
    if (fixture != null) {
      fixture.close();
    }
  }

  @Test
  void makesALayerOfWhatACommandChanged() throws IOException {
    BuildResult result =
        fixture.build(busybox + "RUN echo hello > /greeting && rm /etc/group && mkdir -m 700 /d\n");

    assertThat(fixture.listing(result, "bin"))
        .containsExactly(
            "d DIRECTORY 700 0:0",
            "etc DIRECTORY 755 0:0",
            "etc/passwd FILE 644 0:0",
            "greeting FILE 644 0:0");
    assertThat(fixture.read(result, "greeting")).isEqualTo("hello\n");
  }

  @Test
  void runsNothingTwice() {
    BuildResult first = fixture.build(busybox + "RUN echo $RANDOM > /r\nRUN true\n");
    BuildResult second = fixture.build(busybox + "RUN echo $RANDOM > /r\nRUN true\n");

    assertThat(fixture.done()).isEmpty();
    assertThat(second.target()).isEqualTo(first.target());
  }

  @Test
  void reportsAFailingCommandWithPlaceAndOutput() {
    assertThatThrownBy(
            () -> fixture.build(busybox + "RUN echo before; echo why >&2; exit 3\nRUN true\n"))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(3);
              assertThat(e.location().orElseThrow().line()).isEqualTo(5);
              assertThat(e.lastLines()).contains("before", "why");
            })
        .hasMessage(
            "process \"/bin/sh -c echo before; echo why >&2; exit 3\" did not complete"
                + " successfully: exit code: 3");
    assertThat(fixture.store.images().list()).isEmpty();
  }

  @Test
  void reportsACommandThatIsNotThere() {
    assertThatThrownBy(() -> fixture.build("FROM scratch\nRUN true\n"))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("did not complete successfully");
  }

  @Test
  void runsAsTheUserWithTheirGroupsAndHome() throws IOException {
    BuildResult result =
        fixture.build(
            busybox
                + "RUN mkdir -m 777 /out\n"
                + "USER www\n"
                + "RUN id -u > /out/id; id -g >> /out/id; id -G >> /out/id; echo $HOME >> /out/id\n");

    assertThat(fixture.read(result, "out/id")).isEqualTo("33\n34\n34 50\n/var/www\n");
  }

  @Test
  void showsItsOwnHostAndLeavesNoTraceOfIt() throws IOException {
    BuildResult result = fixture.build(busybox + "RUN hostname > /h; cat /etc/hosts >> /h\n");

    assertThat(fixture.read(result, "h")).startsWith("buildkitsandbox\n127.0.0.1\tlocalhost");
    assertThat(fixture.listing(result, "bin"))
        .containsExactly(
            "etc DIRECTORY 755 0:0",
            "etc/group FILE 644 0:0",
            "etc/passwd FILE 644 0:0",
            "h FILE 644 0:0");
  }

  @Test
  void mountsSecretsWithoutLeavingOrKeyingThem() throws IOException {
    fixture.secrets.put("token", Secret.of("first".getBytes(StandardCharsets.UTF_8)));
    String dockerfile =
        busybox
            + "RUN --mount=type=secret,id=token,env=TOKEN cat /run/secrets/token; echo $TOKEN\n"
            + "RUN --mount=type=secret,id=token,target=/s,mode=0440,gid=7 stat -c '%a %g' /s\n";
    BuildResult first = fixture.build(dockerfile);
    String output = fixture.output();
    fixture.secrets.put("token", Secret.of("second".getBytes(StandardCharsets.UTF_8)));
    BuildResult second = fixture.build(dockerfile);

    assertThat(output).contains("first").contains("440 7");
    assertThat(second.cachedSteps()).isEqualTo(second.steps());
    assertThat(fixture.listing(first, "bin", "etc")).isEmpty();
  }

  @Test
  void keepsCacheMountsBetweenBuilds() throws IOException {
    String mount = "RUN --mount=type=cache,target=/cache,id=c ";
    fixture.build(busybox + mount + "echo kept > /cache/f\n");
    BuildResult result = fixture.build(busybox + mount + "cat /cache/f > /seen\n");

    assertThat(fixture.read(result, "seen")).isEqualTo("kept\n");
    assertThat(fixture.files(result).find("cache")).isEmpty();
  }

  @Test
  void bindsContextsAndStages() throws IOException {
    fixture.file("src/in.txt", "in").file("src/not.txt", "not");
    fixture.ignored.add("src/not.txt");
    BuildResult result =
        fixture.build(
            busybox
                + "FROM busybox AS made\nRUN echo made > /made\n"
                + "FROM busybox\n"
                + "RUN --mount=target=/src,source=src --mount=from=made,target=/other,rw \\\n"
                + "  ls /src > /seen && cat /src/in.txt /other/made >> /seen && touch /other/x\n",
            "");

    assertThat(fixture.read(result, "seen")).isEqualTo("in.txt\ninmade\n");
    assertThat(fixture.files(result).find("src")).isEmpty();
  }

  @Test
  void runsIndependentStagesAtOnce() {
    fixture.build(busybox);
    Instant start = Instant.now();
    fixture.build(
        busybox
            + "FROM busybox AS a\nRUN sleep 1; echo a > /a\n"
            + "FROM busybox AS b\nRUN sleep 1; echo b > /b\n"
            + "FROM busybox AS c\nRUN sleep 1; echo c > /c\n"
            + "FROM scratch\nCOPY --from=a /a /\nCOPY --from=b /b /\nCOPY --from=c /c /\n");

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(2500));
  }

  @Test
  void stopsEverythingWhenOneStepFails() {
    fixture.build(busybox);
    Instant start = Instant.now();

    assertThatThrownBy(() ->
            fixture.build(
                busybox
                    + "FROM busybox AS a\nRUN sleep 60; echo a > /a\n"
                    + "FROM busybox AS b\nRUN sleep 0.3; false\n"
                    + "FROM scratch\nCOPY --from=a /a /\nCOPY --from=b /b /\n"))
        .isInstanceOf(StepFailedException.class);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(fixture.events.stream().filter(each -> each instanceof BuildEvent.Failed))
        .extracting(each -> ((BuildEvent.Failed) each).cancelled())
        .containsExactly(false, true);
  }

  @Test
  void mergesStepsThatMeanTheSame() {
    fixture.build(
        busybox
            + "FROM busybox AS a\nRUN echo same\n"
            + "FROM busybox AS b\nRUN echo same\n"
            + "FROM scratch\nCOPY --from=a /etc/group /a\nCOPY --from=b /etc/group /b\n");

    assertThat(fixture.output()).isEqualTo("same\n");
  }

  @Test
  void usesALayerOfACommandAsItIs() throws IOException {
    // A tree only: nothing of it is exported but through COPY.
    BuildResult result =
        fixture.build(
            busybox
                + "RUN mkdir -p /out/sub && ln -s /out/sub /sub && echo -n data > /sub/foo\n"
                + "FROM scratch\nCOPY --from=busybox /sub/foo /bar\n");

    assertThat(fixture.listing(result)).containsExactly("bar FILE 644 0:0");
  }

  @Test
  void cancelsWhenTheCallerIsInterrupted() throws Exception {
    fixture.build(busybox);
    Thread caller =
        Thread.ofPlatform()
            .start(() ->
                assertThatThrownBy(() -> fixture.build(busybox + "RUN sleep 30\n"))
                    .hasMessage("context canceled"));
    Thread.sleep(700);
    caller.interrupt();

    assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
    assertThat(leftovers()).isEmpty();
  }

  private List<String> leftovers() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
        .filter(each -> each.contains(folder.toString()))
        .toList();
  }
}
