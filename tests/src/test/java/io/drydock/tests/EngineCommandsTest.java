package io.drydock.tests;

import static io.drydock.tests.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A day's work with Drydock's own command line, on its own engine and beside docker's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineCommandsTest {
  private static final String SERVE =
      "mkdir /www; echo page > /www/index.html; httpd -f -p 80 -h /www";

  /**
   * Fetches the page of the host of that name. A static busybox's wget crashes where the image has
   * no C library to ask for the port of http.
   */
  private static final String FETCH =
      "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 2 $0 80 | tail -n 1";

  /** ctrl-p ctrl-q. */
  private static final String LEAVE = "\u0010\u0011";

  private static TestEngine engine;
  private static DrydockCommand drydock;
  private static Path folder;

  @BeforeAll
  static void startEngine(@TempDir Path temporary) throws Exception {
    folder = temporary;
    engine = TestEngine.start(temporary);
    assumeTrue(!engine.environment().isEmpty(), "another engine is named, which is not ours");
    drydock = new DrydockCommand(engine.drydock(), engine.environment());
  }

  @AfterAll
  static void stopEngine() throws Exception {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void runPrintsOutputAndPassesExitCodesOn() {
    Drydock.Outcome both = drydock.run("run --rm busybox sh -c", "echo out; echo err >&2");
    assertThat(both).isEqualTo(new Drydock.Outcome(0, "out\n", "err\n"));
    drydock.fails(7, "run --rm busybox sh -c", "exit 7");
    assertThat(drydock.fails(127, "run --rm busybox no-such-command")).contains("no-such-command");
    drydock.fails(126, "run --rm busybox /etc");
    assertThat(drydock.fails(125, "run --rm --memory 1k busybox true")).contains("emory");
    assertThat(drydock.fails(125, "run --rm --no-such-flag busybox")).contains("--no-such-flag");
    assertThat(drydock.fails(125, "run --rm --pull never no-such-image"))
        .contains("No such image: no-such-image:latest");
    assertThat(drydock.runWith("one\ntwo\n", "run --rm -i busybox wc -l").out().strip())
        .isEqualTo("2");
  }

  @Test
  void flagsOfRunReachTheProcess() {
    assertThat(
            drydock.ok(
                "run --rm -e WORD=said -w /tmp -u 12:34 --hostname box busybox sh -c",
                "echo $WORD $PWD $(id -u):$(id -g) $(hostname)"))
        .isEqualTo("said /tmp 12:34 box");
    assertThat(drydock.ok("run --rm --entrypoint /bin/echo busybox a b")).isEqualTo("a b");
    assertThat(
            drydock.ok(
                "run --rm --read-only --tmpfs /t busybox sh -c",
                "touch /x 2>/dev/null || touch /t/x && echo ok"))
        .isEqualTo("ok");
    assertThat(drydock.ok("run --rm --network none busybox ip addr")).doesNotContain("eth0");
    assertThat(drydock.ok("run --rm -t busybox sh -c", "test -t 1 && echo terminal"))
        .isEqualTo("terminal");
    Path file = folder.resolve("id");
    String id = drydock.ok("run -d --rm --name short --cidfile " + file + " busybox true");
    assertThat(file).hasContent(id);
    await(() -> drydock.ok("ps -aq --no-trunc -f id=" + id).isEmpty());
  }

  @Test
  void aContainerLivesThroughItsStates() {
    String id = drydock.ok("create --name life --label test=life busybox sleep 600");
    assertThat(state("life")).isEqualTo("created");
    assertThat(drydock.fails(1, "create --name life busybox true")).contains("already in use");
    assertThat(drydock.ok("start life")).isEqualTo("life");
    assertThat(drydock.ok("ps -f label=test=life --format", "{{.ID}} {{.Names}} {{.Image}}"))
        .isEqualTo(id.substring(0, 12) + " life busybox");
    assertThat(drydock.ok("ps -f label=test=life")).contains("CONTAINER ID", "sleep 600", "Up ");
    assertThat(drydock.ok("top life")).contains("sleep 600");
    drydock.ok("pause life");
    assertThat(drydock.ok("ps -f status=paused --format {{.Names}}")).isEqualTo("life");
    drydock.ok("unpause life");
    drydock.ok("rename life living");
    drydock.ok("update --memory 64m --memory-swap 64m living");
    assertThat(drydock.ok("inspect -f {{.HostConfig.Memory}} living")).isEqualTo("67108864");
    drydock.ok("restart -t 0 living");
    assertThat(state("living")).isEqualTo("running");
    drydock.ok("kill -s KILL living");
    assertThat(drydock.ok("wait living")).isEqualTo("137");
    assertThat(drydock.ok("ps -a -f name=living --format {{.Status}}")).startsWith("Exited (137)");
    drydock.ok("start living");
    drydock.ok("stop -t 0 living");
    assertThat(state("living")).isEqualTo("exited");
    drydock.ok("start living");
    assertThat(drydock.fails(1, "rm living")).contains("running");
    assertThat(drydock.ok("rm -f living")).isEqualTo("living");
    assertThat(drydock.fails(1, "inspect living").toLowerCase(Locale.ROOT))
        .contains("no such object: living");
  }

  private static String state(String name) {
    return drydock.ok("inspect -f {{.State.Status}} " + name);
  }

  @Test
  void logsShowWhatWasWrittenAndFollow() throws Exception {
    drydock.ok(
        "run -d --name logs busybox sh -c",
        "for i in 1 2 3; do echo line $i; done; sleep 1; echo end; sleep 600");
    Path out = folder.resolve("follow");
    Process follow = drydock.start(out, folder.resolve("follow-errors"), "logs -f logs");
    await(() -> Files.readString(out).contains("end"));
    assertThat(out).hasContent("line 1\nline 2\nline 3\nend\n");
    assertThat(drydock.ok("logs -n 2 logs")).isEqualTo("line 3\nend");
    assertThat(drydock.ok("logs -t --tail 1 logs")).matches("20\\d\\d-.*Z end");
    assertThat(drydock.ok("logs --since 1h --until 10m logs")).isEmpty();
    drydock.ok("rm -f logs");
    assertThat(follow.waitFor(10, TimeUnit.SECONDS)).as("logs -f ends").isTrue();
  }

  @Test
  void commandsRunInARunningContainer() {
    drydock.ok("run -d --name exec busybox sleep 600");
    assertThat(drydock.ok("exec -e A=b -w /etc exec sh -c", "echo $A $PWD")).isEqualTo("b /etc");
    drydock.fails(5, "exec exec sh -c", "exit 5");
    assertThat(drydock.run("exec exec no-such-command").code()).isIn(126, 127);
    assertThat(drydock.runWith("typed", "exec -i exec cat").out()).isEqualTo("typed");
    assertThat(drydock.ok("exec -u 99 exec id -u")).isEqualTo("99");
    drydock.ok("exec -d exec touch /made");
    await(() -> drydock.run("exec exec test -f /made").code() == 0);
    drydock.ok("rm -f exec");
    assertThat(drydock.fails(1, "exec exec true")).contains("No such container");
  }

  @Test
  void filesAreCopiedInAndOut() throws IOException {
    Path source = Files.createDirectories(folder.resolve("copied/sub"));
    Files.writeString(source.resolve("file"), "content");
    drydock.ok("run -d --name cp busybox sleep 600");
    drydock.ok("cp " + source.getParent() + " cp:/there");
    assertThat(drydock.ok("exec cp cat /there/sub/file")).isEqualTo("content");
    drydock.ok("cp cp:/there/sub/file " + folder.resolve("back"));
    assertThat(folder.resolve("back")).hasContent("content");
    Drydock.Outcome archive = drydock.run("cp cp:/there/sub -");
    assertThat(archive.code()).as(archive.err()).isZero();
    drydock.ok("exec cp mkdir /again");
    Drydock.Outcome unpacked = drydock.runWith(archive.out(), "cp - cp:/again");
    assertThat(unpacked.code()).as(unpacked.all()).isZero();
    assertThat(drydock.ok("exec cp cat /again/sub/file")).isEqualTo("content");
    assertThat(drydock.fails(1, "cp cp:/none " + folder)).contains("/none");
    assertThat(drydock.ok("diff cp").lines()).contains("A /there", "A /there/sub/file");
    drydock.ok("rm -f cp");
  }

  @Test
  void aContainerBecomesAnImage() {
    drydock.ok("run --name commit busybox sh -c", "echo kept > /kept");
    drydock.ok("commit -m said -a me -c", "CMD [\"cat\", \"/kept\"]", "commit", "day/committed");
    assertThat(drydock.ok("run --rm day/committed")).isEqualTo("kept");
    assertThat(drydock.ok("history --format {{.Comment}} day/committed")).startsWith("said");
    Path tar = folder.resolve("exported.tar");
    drydock.ok("export -o " + tar + " commit");
    drydock.ok("import -c", "CMD [\"/bin/cat\", \"/kept\"]", tar.toString(), "day/imported");
    assertThat(drydock.ok("run --rm day/imported")).isEqualTo("kept");
    drydock.ok("rm commit");
    drydock.ok("rmi day/committed day/imported");
  }

  @Test
  void volumesKeepWhatContainersWrite() {
    assertThat(drydock.ok("volume create --label test=day kept")).isEqualTo("kept");
    drydock.ok("run --rm -v kept:/data busybox sh -c", "echo kept > /data/file");
    assertThat(drydock.ok("run --rm -v kept:/data:ro busybox cat /data/file")).isEqualTo("kept");
    drydock.fails(1, "run --rm -v kept:/data:ro busybox touch /data/other");
    assertThat(drydock.ok("volume ls -q --filter label=test=day")).isEqualTo("kept");
    assertThat(drydock.ok("volume inspect -f", "{{.Driver}} {{.Scope}}", "kept"))
        .isEqualTo("local local");
    drydock.ok("create --name volume-user -v kept:/data busybox true");
    assertThat(drydock.fails(1, "volume rm kept")).contains("in use");
    drydock.ok("rm volume-user");
    assertThat(drydock.ok("volume prune -f -a --filter label=test=day"))
        .contains("Deleted Volumes:\nkept\n", "Total reclaimed space: 5B");
    assertThat(
            drydock.ok(
                "run --rm --mount type=bind,src=" + folder + ",dst=/host,ro busybox sh -c",
                "touch /host/x 2>/dev/null || echo refused"))
        .isEqualTo("refused");
  }

  @Test
  void containersMeetInNetworks() {
    drydock.ok("network create --label test=day meeting");
    drydock.ok("run -d --name server --network meeting --network-alias web busybox sh -c", SERVE);
    await(() ->
        drydock
            .run("run --rm --network meeting busybox sh -c", FETCH, "web")
            .out()
            .equals("page\n"));
    assertThat(drydock.ok("network inspect -f", "{{range .Containers}}{{.Name}}{{end}}", "meeting"))
        .isEqualTo("server");
    drydock.ok("run -d --name joins busybox sleep 600");
    drydock.ok("network connect meeting joins");
    assertThat(drydock.ok("exec joins sh -c", FETCH, "server")).isEqualTo("page");
    drydock.ok("network disconnect meeting joins");
    assertThat(drydock.run("exec joins sh -c", FETCH, "server").out()).isEmpty();
    assertThat(drydock.fails(1, "network rm meeting")).contains("active endpoints");
    drydock.ok("rm -f server joins");
    assertThat(drydock.ok("network ls -q -f label=test=day")).matches("[0-9a-f]{12}");
    assertThat(drydock.ok("network prune -f --filter label=test=day"))
        .isEqualTo("Deleted Networks:\nmeeting");
  }

  @Test
  void anAuditOfPortsWarnsOfThoseOpenToAll() {
    drydock.ok("run -d --name local -p 127.0.0.1::80 busybox sleep 600");
    drydock.ok("run -d --name open -p 0.0.0.0::81 busybox sleep 600");
    assertThat(drydock.ok("port local 80")).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(drydock.ok("ps -f name=local --format {{.Ports}}"))
        .matches("127\\.0\\.0\\.1:\\d+->80/tcp");
    Drydock.Outcome audit = drydock.run("port audit");
    assertThat(audit.code()).as(audit.all()).isZero();
    assertThat(audit.out().lines())
        .anyMatch(each -> each.matches("local +80/tcp +127\\.0\\.0\\.1:\\d+ +this host +bridge"))
        .anyMatch(each -> each.matches("open +81/tcp +0\\.0\\.0\\.0:\\d+ +anywhere +bridge"));
    assertThat(audit.err())
        .containsPattern("WARNING: open: port \\d+ leads to 81/tcp on all interfaces of this host")
        .doesNotContain("local:");
    drydock.ok("rm -f local open");
  }

  @Test
  void eventsTellWhatHappened() {
    String since = Long.toString(Instant.now().getEpochSecond() - 1);
    String id = drydock.ok("run -d --name told busybox true");
    drydock.ok("wait told");
    drydock.ok("rm told");
    String until = Long.toString(Instant.now().getEpochSecond() + 1);
    String between = "events --since " + since + " --until " + until + " --filter container=told";
    assertThat(drydock.ok(between + " --filter type=container --format {{.Action}}").lines())
        .containsExactly("create", "start", "die", "destroy");
    assertThat(drydock.ok(between + " --filter event=die"))
        .contains(" container die " + id + " (", "exitCode=0", "name=told");
  }

  @Test
  void figuresAreShown() {
    drydock.ok("run -d --name figures busybox sleep 600");
    assertThat(drydock.ok("stats --no-stream --format", "{{.Name}} {{.PIDs}}", "figures"))
        .isEqualTo("figures 1");
    assertThat(drydock.ok("system df"))
        .contains("Images", "Containers", "Local Volumes", "Build Cache");
    assertThat(drydock.ok("info --format", "{{.OSType}} {{.NCPU}}")).matches("linux \\d+");
    assertThat(drydock.ok("engine status"))
        .contains(
            "Engine:      running",
            engine.environment().getOrDefault("DRYDOCK_SOCKET", "no socket"));
    drydock.ok("rm -f figures");
  }

  @Test
  void whatHasEndedIsPruned() {
    drydock.ok("run --name ended --label prune=me busybox true");
    assertThat(drydock.run("container prune --filter label=prune=me").out())
        .as("without an answer nothing is removed")
        .doesNotContain("Deleted Containers");
    assertThat(drydock.ok("container prune -f --filter label=prune=me"))
        .startsWith("Deleted Containers:\n")
        .contains("Total reclaimed space: ");
    assertThat(drydock.ok("ps -aq -f label=prune=me")).isEmpty();
  }

  @Test
  void aTerminalIsLeftAndComeBackTo() throws Exception {
    try (var window = terminal("run -it --name window busybox sh")) {
      window.type("echo size $(stty size)\n");
      window.awaitText("size 33 77");
      window.type(LEAVE);
      assertThat(window.exitCode()).as(window.screen()).isZero();
      assertThat(window.screen()).contains("read escape sequence");
    }
    assertThat(state("window")).isEqualTo("running");
    try (var window = terminal("attach window")) {
      window.type("echo again $((40 + 2))\n");
      window.awaitText("again 42");
      window.type("exit 3\n");
      assertThat(window.exitCode()).as(window.screen()).isEqualTo(3);
    }
    assertThat(state("window")).isEqualTo("exited");
    drydock.ok("rm window");
  }

  private static PseudoTerminal terminal(String words) throws IOException {
    return PseudoTerminal.start(
        folder,
        engine.environment(),
        Drydock.home().resolve("drydock") + " --root " + engine.drydock().store() + " " + words);
  }

  @Test
  void attachPassesInputOn() {
    drydock.ok("run -d -i --name attached busybox sh -c", "read line; sleep 1; echo got $line");
    Drydock.Outcome joined = drydock.runWith("typed\n", "attach attached");
    assertThat(joined).isEqualTo(new Drydock.Outcome(0, "got typed\n", ""));
    assertThat(drydock.ok("logs attached")).isEqualTo("got typed");
    drydock.ok("rm attached");
  }

  @Test
  void bothCommandLinesDriveTheSameContainers() {
    var docker = new DockerCommand(engine.host(), folder);
    docker.ok("run", "-d", "--name", "of-docker", "--label", "both=1", "busybox", "sleep", "600");
    drydock.ok("run -d --name of-drydock --label both=1 busybox sleep 600");
    String table = "{{.Names}} {{.Image}} {{.Command}} {{.State}} {{.Labels}} {{.Networks}}";
    assertThat(drydock.ok("ps -f label=both=1 --format", table))
        .isEqualTo(docker.ok("ps", "-f", "label=both=1", "--format", table))
        .contains("of-docker", "of-drydock");
    assertThat(drydock.ok("exec of-docker echo here")).isEqualTo("here");
    assertThat(docker.ok("exec", "of-drydock", "echo", "here")).isEqualTo("here");
    drydock.ok("exec of-docker touch /made");
    assertThat(docker.ok("diff", "of-docker")).isEqualTo(drydock.ok("diff of-docker"));
    drydock.ok("stop -t 0 of-docker");
    docker.ok("kill", "of-drydock");
    assertThat(docker.ok("inspect", "-f", "{{.State.ExitCode}}", "of-docker"))
        .isEqualTo(drydock.ok("inspect -f {{.State.ExitCode}} of-docker"));
    assertThat(drydock.ok("wait of-drydock")).isEqualTo("137");
    drydock.ok("rm of-docker");
    docker.ok("rm", "of-drydock");
  }

  /** Two commands at once, and no engine: one is started, it serves both, and it ends when told. */
  @Test
  void theFirstCommandsStartOneEngine() throws Exception {
    try (var place = OwnPlace.make(folder)) {
      DrydockCommand first = place.command();
      first.fails(3, "engine status -q");
      Process other = first.start(place.file("out"), place.file("err"), "volume create other");
      assertThat(first.ok("volume create first")).isEqualTo("first");
      assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(place.file("out")).hasContent("other\n");
      assertThat(place.engines()).hasSize(1);
      assertThat(first.ok("volume ls -q").lines()).containsExactly("first", "other");
      first.ok("engine stop");
      first.fails(3, "engine status -q");
      assertThat(place.engines()).isEmpty();
      assertThat(first.ok("volume ls -q").lines())
          .as("the next engine knows what the one before it was told")
          .containsExactly("first", "other");
    }
  }

  /** A store and a socket that no engine was started for. */
  private record OwnPlace(DrydockCommand command, Path folder) implements AutoCloseable {
    static OwnPlace make(Path parent) throws IOException {
      Path folder = Files.createDirectory(parent.resolve("demand"));
      // Paths of sockets are short, and a test's own folder is not.
      Path runtime = Files.createTempDirectory(Path.of("/run"), "drydock-test-");
      return new OwnPlace(
          new DrydockCommand(
              new Drydock(folder.resolve("store")),
              Map.of("DRYDOCK_SOCKET", runtime.resolve("engine.sock").toString())),
          folder);
    }

    Path file(String name) {
      return folder.resolve(name);
    }

    /** The processes that are engines of the store. */
    List<Path> engines() throws IOException {
      String words = "\0--root\0" + command.drydock().store() + "\0engine\0run\0";
      try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        var found = new ArrayList<Path>();
        for (Path each : processes) {
          if (commandLine(each).contains(words)) {
            found.add(each);
          }
        }
        return found;
      }
    }

    private static String commandLine(Path process) {
      try {
        return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        return "";
      }
    }

    @Override
    public void close() throws IOException {
      command.run("engine stop");
      Path socket = Path.of(command.environment().getOrDefault("DRYDOCK_SOCKET", ""));
      try (var files = Files.walk(socket.resolveSibling("."))) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each.normalize());
        }
      }
    }
  }
}
