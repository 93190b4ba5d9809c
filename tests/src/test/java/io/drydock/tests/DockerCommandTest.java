package io.drydock.tests;

import static io.drydock.tests.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A day's work with the real docker command line, every command of it, on Drydock's engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerCommandTest {
  /**
   * Fetches the page of the host of that name. A static busybox's wget crashes where the image has
   * no C library to ask for the port of http.
   */
  private static final String FETCH =
      "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 2 $0 80 | tail -n 1";

  private static TestEngine engine;
  private static DockerCommand docker;
  private static Path folder;

  @BeforeAll
  static void startEngine(@TempDir Path temporary) throws Exception {
    folder = temporary;
    engine = TestEngine.start(temporary);
    docker = new DockerCommand(engine.host(), temporary);
  }

  @AfterAll
  static void stopEngine() throws Exception {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void versionAndInfoSpeakOfTheEngine() {
    assertThat(docker.ok("version", "--format", "{{.Server.Os}} {{.Server.MinAPIVersion}}"))
        .startsWith("linux 1.");
    assertThat(docker.ok("info", "--format", "{{.OSType}} {{.NCPU}}")).matches("linux \\d+");
    assertThat(docker.ok("info")).contains("Cgroup Version", "Storage Driver");
  }

  @Test
  void runPrintsOutputAndPassesExitCodesOn() {
    assertThat(docker.ok("run", "--rm", "busybox", "echo", "hello")).isEqualTo("hello");
    docker.fails(7, "run", "--rm", "busybox", "sh", "-c", "exit 7");
    assertThat(docker.fails(127, "run", "--rm", "busybox", "no-such-command"))
        .contains("no-such-command");
    docker.fails(126, "run", "--rm", "busybox", "/etc");
    assertThat(docker.fails(125, "run", "--rm", "--memory", "1k", "busybox", "true"))
        .contains("emory");
    Drydock.Outcome both =
        docker.run("run", "--rm", "busybox", "sh", "-c", "echo out; echo err >&2");
    assertThat(both.out()).isEqualTo("out\n");
    assertThat(both.err()).isEqualTo("err\n");
  }

  @Test
  void standardInputReachesTheProcessAndEndsThere() {
    Drydock.Outcome counted =
        docker.runWith("one\ntwo\nthree\n", Map.of(), "run", "--rm", "-i", "busybox", "wc", "-l");
    assertThat(counted.out().strip()).as(counted.all()).isEqualTo("3");
  }

  @Test
  void environmentUserDirectoryAndHostNameAreWhatWasAskedFor() {
    assertThat(
            docker.ok(
                "run",
                "--rm",
                "-e",
                "WORD=said",
                "-w",
                "/tmp",
                "--user",
                "12:34",
                "--hostname",
                "box",
                "busybox",
                "sh",
                "-c",
                "echo $WORD $PWD $(id -u):$(id -g) $(hostname)"))
        .isEqualTo("said /tmp 12:34 box");
    assertThat(docker.ok("run", "--rm", "--entrypoint", "/bin/echo", "busybox", "a", "b"))
        .isEqualTo("a b");
    assertThat(
            docker.ok(
                "run",
                "--rm",
                "--read-only",
                "--tmpfs",
                "/t",
                "busybox",
                "sh",
                "-c",
                "touch /x 2>/dev/null || touch /t/x && echo ok"))
        .isEqualTo("ok");
    assertThat(docker.ok("run", "--rm", "--init", "busybox", "sh", "-c", "ps | grep -c init"))
        .isNotEqualTo("0");
  }

  @Test
  void aContainerLivesThroughItsStates() {
    String id =
        docker.ok("create", "--name", "life", "--label", "test=life", "busybox", "sleep", "600");
    assertThat(state("life")).isEqualTo("created");
    assertThat(docker.fails(1, "create", "--name", "life", "busybox", "true"))
        .contains("already in use");
    assertThat(docker.ok("start", "life")).isEqualTo("life");
    assertThat(state("life")).isEqualTo("running");
    assertThat(
            docker.ok(
                "ps", "--filter", "label=test=life", "--format", "{{.ID}} {{.Names}} {{.Image}}"))
        .isEqualTo(id.substring(0, 12) + " life busybox");
    assertThat(docker.ok("top", "life")).contains("sleep 600");
    docker.ok("pause", "life");
    assertThat(state("life")).isEqualTo("paused");
    docker.ok("unpause", "life");
    docker.ok("rename", "life", "living");
    docker.ok("update", "--memory", "64m", "--memory-swap", "64m", "living");
    assertThat(docker.ok("inspect", "-f", "{{.HostConfig.Memory}}", "living"))
        .isEqualTo("67108864");
    docker.ok("restart", "-t", "0", "living");
    assertThat(state("living")).isEqualTo("running");
    docker.ok("kill", "-s", "KILL", "living");
    assertThat(docker.ok("wait", "living")).isEqualTo("137");
    assertThat(state("living")).isEqualTo("exited");
    assertThat(docker.ok("ps", "-a", "--filter", "name=living", "--format", "{{.Status}}"))
        .startsWith("Exited (137)");
    docker.ok("start", "living");
    docker.ok("stop", "-t", "0", "living");
    docker.ok("start", "living");
    assertThat(docker.fails(1, "rm", "living")).contains("running");
    docker.ok("rm", "-f", "living");
    assertThat(docker.fails(1, "inspect", "living")).contains("No such");
  }

  private static String state(String name) {
    return docker.ok("inspect", "-f", "{{.State.Status}}", name);
  }

  @Test
  void logsShowWhatWasWrittenAndFollow() throws Exception {
    docker.ok(
        "run",
        "-d",
        "--name",
        "logs",
        "busybox",
        "sh",
        "-c",
        "for i in 1 2 3; do echo line $i; done; sleep 1; echo end; sleep 600");
    Path out = folder.resolve("follow");
    Process follow = docker.start(out, "logs", "-f", "logs");
    await(() -> Files.readString(out).contains("end"));
    assertThat(out).hasContent("line 1\nline 2\nline 3\nend\n");
    assertThat(docker.ok("logs", "--tail", "2", "logs")).isEqualTo("line 3\nend");
    assertThat(docker.ok("logs", "-t", "--tail", "1", "logs")).matches("20\\d\\d-.*Z end");
    assertThat(docker.ok("logs", "--since", "1h", "--until", "10m", "logs")).isEmpty();
    docker.ok("rm", "-f", "logs");
    assertThat(follow.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void commandsRunInARunningContainer() {
    docker.ok("run", "-d", "--name", "exec", "busybox", "sleep", "600");
    assertThat(docker.ok("exec", "-e", "A=b", "-w", "/etc", "exec", "sh", "-c", "echo $A $PWD"))
        .isEqualTo("b /etc");
    docker.fails(5, "exec", "exec", "sh", "-c", "exit 5");
    // 127 from newer engines, 126 from older ones.
    assertThat(docker.run("exec", "exec", "no-such-command").code()).isIn(126, 127);
    assertThat(docker.runWith("typed", Map.of(), "exec", "-i", "exec", "cat").out())
        .isEqualTo("typed");
    docker.ok("exec", "-d", "exec", "touch", "/made");
    await(() -> docker.run("exec", "exec", "test", "-f", "/made").code() == 0);
    assertThat(docker.ok("exec", "-u", "99", "exec", "id", "-u")).isEqualTo("99");
    docker.ok("rm", "-f", "exec");
    assertThat(docker.fails(1, "exec", "exec", "true")).contains("No such container");
  }

  @Test
  void filesAreCopiedInAndOut() throws IOException {
    Path source = folder.resolve("copied");
    Files.writeString(Files.createDirectories(source.resolve("sub")).resolve("file"), "content");
    docker.ok("run", "-d", "--name", "cp", "busybox", "sleep", "600");
    docker.ok("cp", source.toString(), "cp:/there");
    assertThat(docker.ok("exec", "cp", "cat", "/there/sub/file")).isEqualTo("content");
    docker.ok("cp", "cp:/there/sub/file", folder.resolve("back").toString());
    assertThat(folder.resolve("back")).hasContent("content");
    assertThat(docker.fails(1, "cp", "cp:/none", folder.toString())).contains("/none");
    assertThat(docker.ok("diff", "cp")).contains("A /there", "A /there/sub/file");
    docker.ok("rm", "-f", "cp");
  }

  @Test
  void aContainerBecomesAnImage() throws IOException {
    docker.ok("run", "--name", "commit", "busybox", "sh", "-c", "echo kept > /kept");
    docker.ok(
        "commit",
        "-m",
        "said",
        "-a",
        "me",
        "-c",
        "CMD [\"cat\", \"/kept\"]",
        "commit",
        "session/committed");
    assertThat(docker.ok("run", "--rm", "session/committed")).isEqualTo("kept");
    assertThat(docker.ok("history", "--format", "{{.Comment}}", "session/committed"))
        .startsWith("said");
    Path tar = folder.resolve("exported.tar");
    docker.ok("export", "-o", tar.toString(), "commit");
    docker.ok("import", "-c", "CMD [\"/bin/cat\", \"/kept\"]", tar.toString(), "session/imported");
    assertThat(docker.ok("run", "--rm", "session/imported")).isEqualTo("kept");
    docker.ok("rm", "commit");
    docker.ok("rmi", "session/committed", "session/imported");
  }

  @Test
  void imagesAreListedTaggedSavedAndLoaded() {
    docker.ok("tag", "busybox", "session/tagged:1");
    assertThat(docker.ok("images", "session/tagged", "--format", "{{.Repository}}:{{.Tag}}"))
        .isEqualTo("session/tagged:1");
    assertThat(docker.ok("image", "inspect", "-f", "{{.Os}}", "session/tagged:1"))
        .isEqualTo("linux");
    Path tar = folder.resolve("saved.tar");
    docker.ok("save", "-o", tar.toString(), "session/tagged:1");
    assertThat(docker.ok("rmi", "session/tagged:1")).contains("Untagged: session/tagged:1");
    assertThat(docker.fails(1, "image", "inspect", "session/tagged:1")).contains("No such image");
    assertThat(docker.ok("load", "-i", tar.toString())).contains("Loaded image: session/tagged:1");
    docker.ok("run", "-d", "--name", "user-of-image", "session/tagged:1", "sleep", "600");
    docker.ok("rm", "-f", "user-of-image");
    docker.ok("rmi", "session/tagged:1");
    docker.ok("image", "prune", "-f");
  }

  @Test
  void imagesAreBuiltByTheClassicBuilder() throws IOException {
    Path context = Files.createDirectories(folder.resolve("context"));
    Files.writeString(
        context.resolve("Dockerfile"),
        "FROM busybox\nARG WORD\nCOPY file /file\nRUN echo $WORD >> /file\nCMD cat /file\n");
    Files.writeString(context.resolve("file"), "copied\n");
    Drydock.Outcome built =
        docker.runWith(
            "",
            Map.of("DOCKER_BUILDKIT", "0"),
            "build",
            "-t",
            "session/built",
            "--build-arg",
            "WORD=built",
            context.toString());
    assertThat(built.code()).as(built.all()).isZero();
    assertThat(built.out()).contains("Successfully tagged session/built:latest");
    assertThat(docker.ok("run", "--rm", "session/built")).isEqualTo("copied\nbuilt");
    docker.ok("rmi", "session/built");
    Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nRUN exit 3\n");
    assertThat(
            docker.runWith("", Map.of("DOCKER_BUILDKIT", "0"), "build", context.toString()).code())
        .isNotZero();
  }

  @Test
  void volumesKeepWhatContainersWrite() {
    docker.ok("volume", "create", "--label", "test=session", "kept");
    docker.ok("run", "--rm", "-v", "kept:/data", "busybox", "sh", "-c", "echo kept > /data/file");
    assertThat(docker.ok("run", "--rm", "-v", "kept:/data:ro", "busybox", "cat", "/data/file"))
        .isEqualTo("kept");
    docker.fails(1, "run", "--rm", "-v", "kept:/data:ro", "busybox", "touch", "/data/other");
    assertThat(docker.ok("volume", "ls", "-q", "--filter", "label=test=session")).isEqualTo("kept");
    assertThat(docker.ok("volume", "inspect", "-f", "{{.Driver}} {{.Scope}}", "kept"))
        .isEqualTo("local local");
    docker.ok("create", "--name", "volume-user", "-v", "kept:/data", "busybox", "true");
    assertThat(docker.fails(1, "volume", "rm", "kept")).contains("in use");
    docker.ok("rm", "volume-user");
    docker.ok("volume", "rm", "kept");
    assertThat(
            docker.ok(
                "run",
                "--rm",
                "--mount",
                "type=tmpfs,target=/t,tmpfs-size=1m",
                "busybox",
                "sh",
                "-c",
                "df /t | tail -1 | awk '{print $2}'"))
        .isEqualTo("1024");
    assertThat(
            docker.ok(
                "run",
                "--rm",
                "--mount",
                "type=bind,src=" + folder + ",dst=/host,ro",
                "busybox",
                "sh",
                "-c",
                "touch /host/x 2>/dev/null || echo refused"))
        .isEqualTo("refused");
    docker.ok("volume", "prune", "-f");
  }

  @Test
  void containersMeetInNetworks() {
    docker.ok("network", "create", "--subnet", "10.213.7.0/24", "--label", "a=b", "meeting");
    docker.ok(
        "run",
        "-d",
        "--name",
        "server",
        "--network",
        "meeting",
        "--network-alias",
        "web",
        "busybox",
        "sh",
        "-c",
        "mkdir /www; echo page > /www/index.html; httpd -f -p 80 -h /www");
    await(() ->
        docker
            .run("run", "--rm", "--network", "meeting", "busybox", "sh", "-c", FETCH, "server")
            .out()
            .equals("page\n"));
    assertThat(
            docker.ok("run", "--rm", "--network", "meeting", "busybox", "sh", "-c", FETCH, "web"))
        .isEqualTo("page");
    assertThat(
            docker.ok(
                "run",
                "--rm",
                "--network",
                "meeting",
                "--ip",
                "10.213.7.77",
                "busybox",
                "ip",
                "-4",
                "addr",
                "show",
                "eth0"))
        .contains("10.213.7.77/24");
    assertThat(
            docker.ok(
                "network", "inspect", "-f", "{{range .Containers}}{{.Name}}{{end}}", "meeting"))
        .isEqualTo("server");
    docker.ok("run", "-d", "--name", "joins", "busybox", "sleep", "600");
    docker.ok("network", "connect", "meeting", "joins");
    assertThat(docker.ok("exec", "joins", "sh", "-c", FETCH, "web")).isEqualTo("page");
    docker.ok("network", "disconnect", "meeting", "joins");
    assertThat(docker.run("exec", "joins", "sh", "-c", FETCH, "web").out()).isEmpty();
    assertThat(docker.fails(1, "network", "rm", "meeting")).contains("active endpoints");
    docker.ok("rm", "-f", "server", "joins");
    docker.ok("network", "rm", "meeting");
    assertThat(docker.ok("run", "--rm", "--network", "none", "busybox", "ip", "addr"))
        .doesNotContain("eth0");
    docker.ok("network", "ls");
    docker.ok("network", "prune", "-f");
  }

  @Test
  void portsArePublished() {
    docker.ok(
        "run",
        "-d",
        "--name",
        "published",
        "-p",
        "127.0.0.1::80",
        "busybox",
        "sh",
        "-c",
        "mkdir /www; echo page > /www/index.html; httpd -f -p 80 -h /www");
    assertThat(docker.ok("port", "published", "80")).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(docker.ok("ps", "--filter", "name=published", "--format", "{{.Ports}}"))
        .matches("127\\.0\\.0\\.1:\\d+->80/tcp");
    docker.ok("rm", "-f", "published");
  }

  @Test
  void healthIsProbed() {
    docker.ok(
        "run",
        "-d",
        "--name",
        "health",
        "--health-cmd",
        "test -f /well",
        "--health-interval",
        "1s",
        "--health-retries",
        "1",
        "busybox",
        "sleep",
        "600");
    await(
        () -> docker.ok("inspect", "-f", "{{.State.Health.Status}}", "health").equals("unhealthy"));
    docker.ok("exec", "health", "touch", "/well");
    await(() -> docker.ok("inspect", "-f", "{{.State.Health.Status}}", "health").equals("healthy"));
    assertThat(docker.ok("ps", "--filter", "health=healthy", "--format", "{{.Names}}"))
        .contains("health");
    docker.ok("rm", "-f", "health");
  }

  @Test
  void eventsTellWhatHappened() {
    String since = Long.toString(Instant.now().getEpochSecond() - 1);
    docker.ok("run", "--rm", "--name", "told", "busybox", "true");
    await(() -> docker.ok("ps", "-aq", "--filter", "name=told").isEmpty());
    String until = Long.toString(Instant.now().getEpochSecond() + 1);
    assertThat(
            docker
                .ok(
                    "events",
                    "--since",
                    since,
                    "--until",
                    until,
                    "--filter",
                    "container=told",
                    "--filter",
                    "type=container",
                    "--format",
                    "{{.Action}}")
                .lines())
        .contains("create", "start", "die", "destroy");
  }

  @Test
  void containersThatFailAreStartedAgain() {
    docker.ok(
        "run",
        "-d",
        "--name",
        "again",
        "--restart",
        "on-failure:2",
        "busybox",
        "sh",
        "-c",
        "echo try; exit 3");
    await(() ->
        docker
            .ok("inspect", "-f", "{{.State.Status}} {{.RestartCount}}", "again")
            .equals("exited 2"));
    assertThat(docker.ok("logs", "again")).isEqualTo("try\ntry\ntry");
    docker.ok("rm", "again");
  }

  @Test
  void figuresAndDiskUsageAreShown() {
    docker.ok("run", "-d", "--name", "figures", "busybox", "sleep", "600");
    assertThat(docker.ok("stats", "--no-stream", "--format", "{{.Name}} {{.PIDs}}", "figures"))
        .isEqualTo("figures 1");
    assertThat(docker.ok("system", "df"))
        .contains("Images", "Containers", "Local Volumes", "Build Cache");
    assertThat(docker.ok("system", "df", "-v")).contains("figures");
    docker.ok("rm", "-f", "figures");
  }

  @Test
  void attachPassesInputOn() throws Exception {
    docker.ok(
        "run",
        "-d",
        "-i",
        "--name",
        "attached",
        "busybox",
        "sh",
        "-c",
        "read line; sleep 1; echo got $line");
    assertThat(docker.runWith("typed\n", Map.of(), "attach", "attached").code()).isZero();
    await(() -> docker.ok("logs", "attached").equals("got typed"));
    docker.ok("rm", "-f", "attached");
  }

  @Test
  void aTerminalIsATerminal() {
    assertThat(docker.ok("run", "--rm", "-t", "busybox", "sh", "-c", "test -t 1 && echo terminal"))
        .isEqualTo("terminal");
  }
}
