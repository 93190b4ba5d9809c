package io.drydock.tests;

import static io.drydock.tests.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands of compose, by the real command line, on a small project of two services. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeCommandsTest {
  private static final String FILE =
      """
      name: small
      services:
        web:
          image: busybox
          init: true
          command: sh -c 'echo web starts; echo to stderr >&2; touch /up; exec sleep 600'
          ports: ["127.0.0.1::80"]
          environment: {WORD: said}
          volumes: ["data:/data"]
          stop_grace_period: 1s
          healthcheck:
            test: test -e /up
            interval: 200ms
        job:
          image: busybox
          command: sh -c 'echo job runs; exit 3'
          depends_on: {web: {condition: service_healthy}}
        tool:
          image: busybox
          command: sh -c 'test -e /data/none || exit 5'
          profiles: [tools]
          depends_on: [web]
      volumes:
        data:
      """;

  private TestEngine engine;
  private Path folder;

  @BeforeAll
  void startEngine(@TempDir Path temporary) throws Exception {
    engine = TestEngine.start(temporary);
  }

  @AfterAll
  void stopEngine() throws Exception {
    if (engine != null) {
      engine.close();
    }
  }

  @BeforeEach
  void writeFile(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Files.writeString(folder.resolve("compose.yaml"), FILE);
  }

  @AfterEach
  void removeProject() {
    compose("--profile * down -v --remove-orphans -t 0");
  }

  @Test
  void upInTheForegroundShowsLinesAndReturnsTheCodeOfWhoEndedIt() {
    Drydock.Outcome outcome = compose("up --exit-code-from job");

    assertThat(outcome.code()).as(outcome.all()).isEqualTo(3);
    assertThat(outcome.out())
        .contains("web-1  | web starts\n", "job-1  | job runs\n", "job-1 exited with code 3\n");
    assertThat(outcome.err()).contains("web-1  | to stderr\n", " Container small-web-1  Healthy\n");
    assertThat(ok("ps --format {{.Name}}")).isEmpty();
  }

  @Test
  void anInterruptOfUpStopsWhatItStarted() throws Exception {
    Process up = start("up", "web");
    await(() -> ok("ps --status running -q").length() > 10);
    up.toHandle().destroy();

    assertThat(up.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(130);
    assertThat(ok("ps -a --format {{.State}}")).isEqualTo("exited");
  }

  @Test
  void whatStandsIsListedEnteredAndTakenDown() {
    ok("up -d --wait web");
    assertThat(ok("ps --services")).isEqualTo("web");
    assertThat(ok("ps")).contains("NAME", "SERVICE", "small-web-1", "(healthy)", "->80/tcp");
    assertThat(ok("ps --format {{.Service}}/{{.Health}}/{{.ExitCode}}")).isEqualTo("web/healthy/0");
    assertThat(ok("ls")).contains("small", "running(1)", "compose.yaml");
    assertThat(ok("-p small exec -T web", "sh", "-c", "echo $WORD")).isEqualTo("said");
    assertThat(fails(4, "exec -T web", "sh", "-c", "exit 4")).isEmpty();
    assertThat(ok("port web 80")).startsWith("127.0.0.1:");
    assertThat(fails(1, "port web 81"))
        .contains("no port 81/tcp for container small-web-1: 80/tcp");
    if (!engine.environment().isEmpty()) {
      assertThat(ok("top web")).contains("SERVICE", "sleep 600");
    }
    assertThat(ok("images --format json")).contains("\"ContainerName\":\"small-web-1\"");
    assertThat(ok("volumes -q")).isEqualTo("small_data");
    assertThat(ok("stats --no-stream --format {{.Name}}")).isEqualTo("small-web-1");
    assertThat(ok("logs --no-color web")).contains("web-1  | web starts", "web-1  | to stderr");
    assertThat(ok("logs --no-log-prefix --tail 1 -t web")).matches("20\\S+Z to stderr");

    Drydock.Outcome down = compose("down -v -t 0");
    assertThat(down.err())
        .contains(" Container small-web-1  Removed", " Network small_default  Removed", "Volume");
    assertThat(compose("down").err()).contains("No resource found to remove for project \"small\"");
  }

  @Test
  void filesGoInAndOut() throws IOException {
    ok("up -d web");
    Files.writeString(folder.resolve("in.txt"), "content");
    ok("cp in.txt web:/data/");
    ok("cp web:/data/in.txt out.txt");

    assertThat(folder.resolve("out.txt")).hasContent("content");
    assertThat(fails(1, "cp in.txt out.txt")).contains("unknown copy direction");
  }

  @Test
  void servicesAreStoppedStartedPausedAndScaled() {
    ok("up -d --scale web=2 web");
    assertThat(ok("ps --format {{.Name}}")).isEqualTo("small-web-1\nsmall-web-2");
    ok("pause");
    assertThat(ok("ps --status paused -q").lines()).hasSize(2);
    ok("unpause web");
    ok("stop -t 0 web");
    assertThat(ok("ps -q")).isEmpty();
    ok("start web");
    ok("restart -t 0 web");
    ok("scale web=1");
    assertThat(ok("ps --format {{.Name}}")).isEqualTo("small-web-1");
    ok("kill -s KILL web");
    await(() -> ok("ps -a --format {{.State}}").equals("exited"));
    assertThat(ok("rm -f")).contains("Going to remove small-web-1");
    assertThat(ok("ps -aq")).isEmpty();
  }

  @Test
  void oneOffCommandsRunBesideAndAreNoPartOfUp() {
    assertThat(ok("run --rm -T -e WORD=other web", "sh", "-c", "echo $WORD; ls /data"))
        .isEqualTo("other");
    assertThat(fails(7, "run --rm -T job", "sh", "-c", "exit 7")).contains("small-web-1  Healthy");
    String id = ok("run -d --name aside web", "sleep", "600");
    assertThat(ok("ps --format {{.Name}}")).isEqualTo("aside\nsmall-web-1");
    assertThat(compose("up -d web").err()).doesNotContain("aside");
    assertThat(ok("ps -aq")).contains(id);
  }

  @Test
  void aTestRunsInACopyThatIsGoneAfterwards() throws IOException {
    ok("up -d web");
    Drydock.Outcome outcome = compose("test tool");

    assertThat(outcome.code()).as(outcome.all()).isEqualTo(5);
    assertThat(outcome.err()).contains("web-1  | web starts", "_data\"  Removed");
    Files.writeString(folder.resolve("compose.yaml"), FILE.replace("exit 3", "exit 0"));
    assertThat(ok("test web", "echo", "a command")).isEqualTo("a command");
    assertThat(ok("ls -a -q")).isEqualTo("small");
  }

  @Test
  void dryRunAndWhyTellReasonsAndChangeNothing() throws IOException {
    assertThat(ok("--dry-run up -d"))
        .contains("Container small-web-1: create (does not exist yet)", "after");
    assertThat(ok("ps -aq")).isEmpty();
    ok("up -d --wait web");
    assertThat(ok("up -d --dry-run web")).startsWith("Nothing to do");
    Files.writeString(folder.resolve("compose.yaml"), FILE.replace("WORD: said", "WORD: changed"));
    assertThat(ok("up -d --dry-run web"))
        .contains("recreate (definition changed", "environment.WORD", "said → changed");
    assertThat(ok("why web job"))
        .contains(
            "small-web-1 is up", "up would recreate Container small-web-1", "has no container yet");
  }

  @Test
  void theGraphNamesAllThatServicesShare() {
    assertThat(ok("graph --no-state"))
        .contains(
            "needs web (healthy)", "volume data → /data", "default (small_default): job, web");
    assertThat(ok("graph --format svg")).startsWith("<svg").contains(">web</text>");
  }

  @Test
  void configPrintsTheCanonicalForm() {
    assertThat(ok("config")).startsWith("name: small\n").contains("        source: data\n");
    assertThat(ok("config --services")).isEqualTo("job\nweb");
    assertThat(ok("--profile tools config --services")).isEqualTo("job\ntool\nweb");
    assertThat(ok("config --profiles")).isEqualTo("tools");
    assertThat(ok("config --volumes")).isEqualTo("data");
    assertThat(ok("config --images")).isEqualTo("busybox\nbusybox");
    assertThat(ok("config --hash web")).matches("web [0-9a-f]{64}");
    assertThat(ok("config -q")).isEmpty();
  }

  @Test
  void imagesOfServicesAreBuiltTogetherAndOnlyWhenMissing() throws IOException {
    Files.writeString(folder.resolve("said.txt"), "said");
    Files.writeString(
        folder.resolve("compose.yaml"),
        """
        name: small
        services:
          first:
            build:
              dockerfile_inline: |
                FROM busybox
                COPY said.txt /said
            command: cat /said
          second:
            image: small/second:1
            build:
              dockerfile_inline: |
                FROM first
                COPY said.txt /again
              additional_contexts: {first: "service:first"}
            command: cat /said /again
        """);
    Drydock.Outcome up = compose("up --no-color");
    assertThat(up.code()).as(up.all()).isZero();
    assertThat(up.out()).contains("first-1   | said\n", "second-1  | saidsaid\n");
    assertThat(up.err()).contains("Image small-first  Built", "Image small/second:1  Built");

    assertThat(compose("up -d").err()).doesNotContain("Built", "Creat");
    assertThat(compose("up -d --build").err()).contains("Built").doesNotContain("Creat");
    assertThat(compose("down --rmi all -t 0").err()).contains("Image small/second:1  Removed");
  }

  @Test
  void aProjectIsPublishedAsAnArtifactOfItsFiles() throws Exception {
    try (Registry registry = Registry.start(folder.resolve("registry"))) {
      String name = registry.domain() + "/app/small:1";
      assertThat(fails(1, "publish " + name)).contains("environment variables of web");
      assertThat(ok("publish --with-env " + name)).matches(name + "@sha256:[0-9a-f]{64}");
    }
  }

  @Test
  void savedFilesReachTheContainerWhileTheyAreWatched() throws Exception {
    Path source = Files.createDirectory(folder.resolve("src"));
    Files.writeString(
        folder.resolve("compose.yaml"),
        FILE.replace(
            "    stop_grace_period: 1s\n",
            "    develop: {watch: [{action: sync, path: ./src, target: /data}]}\n"));
    Process watch = start("watch", "web");
    await(() -> Files.readString(folder.resolve("err")).contains("Watch enabled"));
    Files.writeString(source.resolve("saved.txt"), "saved");
    await(() -> compose("exec -T web cat /data/saved.txt").out().equals("saved"));
    watch.toHandle().destroy();

    assertThat(watch.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(watch.exitValue()).isEqualTo(130);
  }

  @Test
  void exitCodesTellWordsFromFilesAndFilesFromWhatIsInThem() throws IOException {
    assertThat(fails(16, "up --nope")).contains("unknown flag: --nope");
    assertThat(fails(14, "-f none.yaml ps")).contains("none.yaml");
    assertThat(fails(1, "up nosuch")).contains("no such service: nosuch");
    assertThat(fails(1, "up -d --abort-on-container-exit")).contains("cannot be combined");
    Files.writeString(folder.resolve("compose.yaml"), "services: {a: {imag: b}}\n");
    assertThat(fails(15, "ps")).contains("compose.yaml:1:16", "imag");
    Files.delete(folder.resolve("compose.yaml"));
    assertThat(fails(14, "ps")).contains("no configuration file provided: not found");
    assertThat(ok("-p nothing ps")).startsWith("NAME");
  }

  @Test
  void flagsOfTheGroupStandBeforeAndAfterTheCommand() {
    assertThat(ok("ps -p other --format json")).isEmpty();
    assertThat(ok("config --services --profile tools")).contains("tool");
    assertThat(ok("--help")).contains("--project-name", "Bring up a copy of the project");
    assertThat(ok("up --help")).contains("--abort-on-container-exit", "--exit-code-from");
  }

  private String ok(String words, String... more) {
    Drydock.Outcome outcome = compose(words, more);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome.out().strip();
  }

  /** What it says to standard error. */
  private String fails(int code, String words, String... more) {
    Drydock.Outcome outcome = compose(words, more);
    assertThat(outcome.code()).as(outcome.all()).isEqualTo(code);
    return outcome.err();
  }

  private Drydock.Outcome compose(String words, String... more) {
    return engine.drydock().run(folder, "", variables(), all(words, more).toArray(String[]::new));
  }

  private static List<String> all(String words, String... more) {
    var all = new ArrayList<>(List.of("compose"));
    all.addAll(Arrays.asList(words.split(" ")));
    all.addAll(List.of(more));
    return all;
  }

  private Map<String, String> variables() {
    var variables = new HashMap<>(engine.environment());
    if (variables.isEmpty()) {
      variables.put("DOCKER_HOST", engine.host());
    }
    return variables;
  }

  private Process start(String... words) throws IOException {
    return engine
        .drydock()
        .start(
            folder,
            folder.resolve("out"),
            folder.resolve("err"),
            variables(),
            all(words[0], Arrays.copyOfRange(words, 1, words.length)).toArray(String[]::new));
  }
}
