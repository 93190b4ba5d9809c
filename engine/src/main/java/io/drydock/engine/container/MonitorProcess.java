package io.drydock.engine.container;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.engine.runtime.OciRuntime;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.ProcessCalls.Pipe;
import io.drydock.linux.syscall.Spawn;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A monitor that was started by this engine, and the pipes on which it tells how its work goes:
 * lines of JSON with {@code data} and {@code message}. The JDK cannot give a child further
 * descriptors, so the system is asked.
 */
final class MonitorProcess implements AutoCloseable {
  private static final int SYNC = 3;
  private static final int ATTACH = 4;
  private static final int START = 5;
  private static final int WRITE_NEW = 0x241;
  private static final int READ = 0;
  private static final String ERRORS = "conmon.errors";

  private final Path directory;
  private final int pid;
  private final BufferedReader sync;
  private final @Nullable BufferedReader attach;
  private final @Nullable FileOutputStream start;

  private MonitorProcess(
      Path directory,
      int pid,
      BufferedReader sync,
      @Nullable BufferedReader attach,
      @Nullable FileOutputStream start) {
    this.directory = directory;
    this.pid = pid;
    this.sync = sync;
    this.attach = attach;
    this.start = start;
  }

  /**
   * @param attached whether it waits for {@link #go} before it runs the command
   */
  static MonitorProcess start(List<String> command, Path directory, boolean attached) {
    Pipe sync = ProcessCalls.pipe();
    Optional<Pipe> attach = attached ? Optional.of(ProcessCalls.pipe()) : Optional.empty();
    Optional<Pipe> start = attached ? Optional.of(ProcessCalls.pipe()) : Optional.empty();
    try {
      int pid = spawn(command, directory, sync, attach, start);
      var process =
          new MonitorProcess(
              directory,
              pid,
              reader(sync.reading()),
              attach.isPresent() ? reader(attach.get().reading()) : null,
              start.isPresent() ? new FileOutputStream(start.get().writing().path()) : null);
      if (attached) {
        process.go();
      }
      return process;
    } catch (IOException e) {
      throw failure("conmon's pipes cannot be opened", e);
    } finally {
      sync.close();
      attach.ifPresent(Pipe::close);
      start.ifPresent(Pipe::close);
    }
  }

  private static int spawn(
      List<String> command,
      Path directory,
      Pipe sync,
      Optional<Pipe> attach,
      Optional<Pipe> start) {
    var environment = new ArrayList<>(List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
    environment.add("_OCI_SYNCPIPE=" + SYNC);
    attach.ifPresent(_ -> environment.add("_OCI_ATTACHPIPE=" + ATTACH));
    start.ifPresent(_ -> environment.add("_OCI_STARTPIPE=" + START));
    try (Arena arena = Arena.ofConfined();
        Fd syncEnd = sync.writing().duplicate(START + 1)) {
      Spawn spawn =
          new Spawn(arena, command, environment)
              .open(0, "/dev/null", READ)
              .open(1, "/dev/null", WRITE_NEW)
              .open(2, directory.resolve(ERRORS).toString(), WRITE_NEW)
              .duplicate(syncEnd.number(), SYNC);
      // Any descriptor below may be one of those that are duplicated over: hence the copies above.
      var copies = new ArrayList<Fd>();
      attach.ifPresent(each -> {
        copies.add(each.writing().duplicate(START + 1));
        spawn.duplicate(copies.getLast().number(), ATTACH);
      });
      start.ifPresent(each -> {
        copies.add(each.reading().duplicate(START + 1));
        spawn.duplicate(copies.getLast().number(), START);
      });
      // A monitor that held the engine's socket would let clients wait for a dead engine.
      spawn.closeFrom(attach.isPresent() ? START + 1 : SYNC + 1);
      long pid = spawn.run(arena.allocateFrom(command.getFirst()));
      copies.forEach(Fd::close);
      if (pid < 0) {
        throw new LinuxException("run " + command.getFirst(), (int) -pid);
      }
      return (int) pid;
    }
  }

  private static BufferedReader reader(Fd pipe) throws IOException {
    return new BufferedReader(
        new InputStreamReader(new FileInputStream(pipe.path()), StandardCharsets.UTF_8));
  }

  /** Lets it go on. */
  private void go() {
    try {
      if (start != null) {
        start.write('\n');
      }
    } catch (IOException e) {
      // It has ended, which its other pipe tells.
    }
  }

  /** Waits until it listens, calls what connects to it, and lets it run the command. */
  void whenListening(Runnable connect) {
    try {
      if (attach != null && attach.readLine() != null) {
        connect.run();
      }
      go();
    } catch (IOException e) {
      throw failure("conmon cannot be heard", e);
    }
  }

  /**
   * The host's number of the process that it watches.
   *
   * @param command of the runtime, for the error message
   * @throws DrydockException in the runtime's words when there is no process
   */
  int awaitPid(String command) {
    JsonObject told =
        next()
            .orElseThrow(
                () -> OciRuntime.failure(command, "conmon ended without a word " + errors()));
    int number = Json.number(told, "data").orElse(-1L).intValue();
    if (number > 0) {
      return number;
    }
    throw OciRuntime.failure(command, Json.string(told, "message").orElse(errors()));
  }

  /** Waits for the end of a further command and returns its exit code; empty when it is lost. */
  Optional<Integer> awaitExit() {
    return next().flatMap(each -> Json.number(each, "data")).map(Long::intValue);
  }

  private Optional<JsonObject> next() {
    try {
      String line = sync.readLine();
      return line == null
          ? Optional.empty()
          : Optional.of(Json.object(line.getBytes(StandardCharsets.UTF_8), "what conmon says"));
    } catch (IOException e) {
      throw failure("conmon cannot be heard", e);
    }
  }

  private String errors() {
    try {
      return Files.readString(directory.resolve(ERRORS)).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static DrydockException failure(String what, IOException cause) {
    return new DrydockException(ErrorKind.INTERNAL, what + ": " + cause.getMessage(), cause);
  }

  /** Hears no more of it; it goes on. */
  @Override
  public void close() {
    try {
      // The process that was started ends at once: the one that stays is a child of it.
      if (start != null) {
        start.close();
      }
      ProcessCalls.waitFor(pid);
      sync.close();
      if (attach != null) {
        attach.close();
      }
    } catch (IOException e) {
      throw failure("conmon's pipes cannot be closed", e);
    }
  }
}
