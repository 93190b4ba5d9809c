package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.runtime.OciRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * conmon, the program that stays with a container or a further command in one: it holds the
 * standard streams, writes the log, serves those who attach, and leaves the exit code in a file,
 * whether the engine runs or not.
 */
final class Monitor {
  /** Of its own in the monitor's directory. */
  static final String PID_FILE = "conmon.pid";

  static final String PROCESS_PID_FILE = "pidfile";
  static final String CONTROL_FIFO = "ctl";

  private static final List<String> PLACES =
      List.of("/usr/bin/conmon", "/usr/local/bin/conmon", "/usr/libexec/podman/conmon");

  private final Path program;
  private final OciRuntime runtime;

  private Monitor(Path program, OciRuntime runtime) {
    this.program = program;
    this.runtime = runtime;
  }

  /**
   * @throws DrydockException of kind UNSUPPORTED when the host has no conmon
   */
  static Monitor find(OciRuntime runtime) {
    for (String place : PLACES) {
      if (Files.isExecutable(Path.of(place))) {
        return new Monitor(Path.of(place), runtime);
      }
    }
    throw new DrydockException(
        ErrorKind.UNSUPPORTED,
        "conmon is not installed, which watches over containers",
        null,
        "install the package conmon",
        null);
  }

  /**
   * Makes the container of a bundle, whose command waits for {@link OciRuntime#start}. Returns the
   * host's number of its first process.
   *
   * @throws DrydockException in the runtime's words when that cannot be
   */
  int create(MonitorRequest request) {
    try (var process = MonitorProcess.start(command(request), request.directory(), false)) {
      return process.awaitPid("create");
    }
  }

  /** Runs a further command, which may have ended when this returns. */
  MonitorProcess execute(MonitorRequest request, boolean attached) {
    List<String> command = command(request);
    command.add("--exec");
    command.addAll(List.of("--exec-process-spec", request.process().orElseThrow().toString()));
    if (attached) {
      command.add("--exec-attach");
    }
    return MonitorProcess.start(command, request.directory(), attached);
  }

  private List<String> command(MonitorRequest request) {
    Path directory = request.directory();
    var words = new ArrayList<>(List.of(program.toString(), "--api-version", "1"));
    words.addAll(List.of("--cid", request.containerId(), "--cuuid", request.session()));
    words.addAll(List.of("--name", request.session()));
    words.addAll(List.of("--runtime", runtime.program().toString()));
    words.addAll(List.of("--bundle", directory.toString(), "--full-attach"));
    words.addAll(List.of("--container-pidfile", directory.resolve(PROCESS_PID_FILE).toString()));
    words.addAll(List.of("--conmon-pidfile", directory.resolve(PID_FILE).toString()));
    words.addAll(List.of("--log-path", request.logPath(), "--no-sync-log"));
    words.addAll(List.of("--exit-dir", request.exits().toString()));
    words.addAll(List.of("--log-level", "error", "--no-new-keyring"));
    if (request.streams().tty()) {
      words.add("--terminal");
    }
    if (request.streams().input()) {
      words.add("--stdin");
    }
    if (request.streams().input() && !request.streams().inputOnce()) {
      words.add("--leave-stdin-open");
    }
    for (String each : runtime.arguments()) {
      words.addAll(List.of("--runtime-arg", each));
    }
    return words;
  }
}
