package io.drydock.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rotation under the real conmon, which never stops to write. */
@Timeout(60)
class RotationTest {
  private static final int LINES = 60_000;

  /** Numbered lines at full speed, with pauses in which a rotation falls due. */
  private static final String SCRIPT =
      """
      i=0
      while [ $i -lt %d ]; do
        echo line $i
        i=$((i+1))
        [ $((i %% 3000)) = 0 ] && /bin/busybox usleep 100000
      done
      """
          .formatted(LINES);

  private static final Path BUSYBOX = Path.of("/bin/busybox");

  @TempDir Path folder;
  private final String id = "drydock-rotation-" + ProcessHandle.current().pid();
  private Path log;
  private Path control;

  @BeforeEach
  void needsConmonAndRunc() {
    assumeTrue(Files.isExecutable(BUSYBOX), "busybox-static is not installed");
    assumeTrue(onPath("conmon") && onPath("runc"), "conmon and runc are not installed");
    assumeTrue(System.getProperty("user.name").equals("root"), "needs root to run a container");
    log = folder.resolve("ctr.log");
    control = folder.resolve("ctl");
  }

  private static boolean onPath(String program) {
    for (String each : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(each, program))) {
        return true;
      }
    }
    return false;
  }

  @AfterEach
  void removeContainer() throws Exception {
    if (log != null) {
      run("runc", "--root", folder.resolve("runc").toString(), "delete", "--force", id);
    }
  }

  private static int run(String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor();
  }

  /** A container of busybox and a script, created under conmon. */
  private void create(String script) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("rootfs/bin"));
    Files.copy(BUSYBOX, bin.resolve("busybox"));
    Files.createSymbolicLink(bin.resolve("sh"), Path.of("busybox"));
    assertThat(run("runc", "spec", "--bundle", folder.toString())).isZero();
    Path file = folder.resolve("config.json");
    JsonObject config = Json.object(Files.readAllBytes(file), "config.json");
    JsonObject process = config.getAsJsonObject("process");
    process.addProperty("terminal", false);
    process.add("args", Json.array(List.of("/bin/sh", "-c", script)));
    var namespaces = new JsonArray();
    for (String type : List.of("pid", "ipc", "uts", "mount")) {
      var namespace = new JsonObject();
      namespace.addProperty("type", type);
      namespaces.add(namespace);
    }
    config.getAsJsonObject("linux").add("namespaces", namespaces);
    config.getAsJsonObject("linux").addProperty("cgroupsPath", "/" + id);
    Files.write(file, Json.bytes(config));
    Files.createDirectories(folder.resolve("exit"));
    assertThat(run(conmon())).isZero();
    for (int i = 0; i < 500 && !Files.exists(folder.resolve("pid")); i++) {
      Thread.sleep(10);
    }
  }

  private String[] conmon() {
    return new String[] {
      "conmon",
      "--api-version",
      "1",
      "--cid",
      id,
      "--cuuid",
      id,
      "--name",
      id,
      "--runtime",
      "/usr/sbin/runc",
      "--runtime-arg",
      "--root=" + folder.resolve("runc"),
      "--bundle",
      folder.toString(),
      "--container-pidfile",
      folder.resolve("pid").toString(),
      "--exit-dir",
      folder.resolve("exit").toString(),
      "--full-attach",
      "--log-path",
      "k8s-file:" + log
    };
  }

  private void start() throws Exception {
    assertThat(run("runc", "--root", folder.resolve("runc").toString(), "start", id)).isZero();
  }

  private boolean hasEnded() {
    return Files.exists(folder.resolve("exit").resolve(id));
  }

  private List<String> read(ContainerLogs logs, LogRequest request) throws InterruptedException {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    try (var reader = logs.read(id, log, request)) {
      for (var each = reader.next(); each.isPresent(); each = reader.next()) {
        line.append(new String(each.get().bytes(), StandardCharsets.UTF_8));
        if (line.charAt(line.length() - 1) == '\n') {
          lines.add(line.toString());
          line.setLength(0);
        }
      }
    }
    return lines;
  }

  private static List<String> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").toList();
  }

  /**
   * The log is rotated each 100 kB while engines come and go without a farewell: every line is
   * there once and in order, for one who follows and for one who reads afterwards.
   */
  @Test
  void noLineIsLostWhenTheEngineIsKilled() throws Exception {
    create(SCRIPT);
    var options = new LogOptions("json-file", 100_000, 1000);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var follower = new ContainerLogs()) {
      follower.started(id, log, control, new LogOptions("json-file", 0, 1));
      Future<List<String>> followed =
          executor.submit(() -> read(follower, LogRequest.ALL.following(true)));
      start();
      while (!hasEnded()) {
        try (var killed = new ContainerLogs()) {
          killed.started(id, log, control, options);
          Thread.sleep(30);
        }
      }
      follower.ended(id);
      assertThat(followed.get(30, TimeUnit.SECONDS)).isEqualTo(lines(0, LINES));
      assertThat(read(follower, LogRequest.ALL)).isEqualTo(lines(0, LINES));
      assertThat(new LogFiles(log).list()).hasSizeGreaterThan(3);
    }
  }

  /** Only so many files are kept, and what they hold is the end of the log without a gap. */
  @Test
  void oldFilesGo() throws Exception {
    create(SCRIPT);
    try (var logs = new ContainerLogs()) {
      logs.started(id, log, control, new LogOptions("json-file", 50_000, 2));
      start();
      while (!hasEnded()) {
        Thread.sleep(20);
      }
      logs.ended(id);
      List<String> kept = read(logs, LogRequest.ALL);
      assertThat(kept).isEqualTo(lines(LINES - kept.size(), LINES)).hasSizeLessThan(LINES);
      assertThat(new LogFiles(log).list()).hasSizeLessThanOrEqualTo(2);
    }
  }
}
