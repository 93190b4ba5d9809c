package io.drydock.engine.runtime;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.container.Resources;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.linux.file.RootDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An OCI runtime of this host, runc or crun, called as a program. Creating a container is conmon's
 * work: it gets {@link #program} and {@link #arguments}.
 */
public final class OciRuntime {
  private final String name;
  private final Path program;
  private final String version;
  private final Path state;

  OciRuntime(String name, Path program, String version, Path state) {
    this.name = name;
    this.program = program;
    this.version = version;
    this.state = state;
  }

  /**
   * The first of runc and crun that can make containers on this host, which is tried once after
   * each boot or change of the program.
   *
   * @param wanted name or path of the only one to take; empty for any
   * @param state where the runtime keeps its own state, best below {@code /run}
   * @throws DrydockException of kind UNSUPPORTED when there is none, with what was tried
   */
  public static OciRuntime detect(String wanted, Path state) {
    return new RuntimeDetection(state).choose(wanted);
  }

  /** {@code runc} or {@code crun}. */
  public String name() {
    return name;
  }

  public Path program() {
    return program;
  }

  public String version() {
    return version;
  }

  /** What stands between the program and its command, as conmon's {@code --runtime-arg} has it. */
  public List<String> arguments() {
    return List.of("--root", state.toString());
  }

  /** Starts the command of a container that was created. */
  public void start(String id) {
    call("start", id);
  }

  /**
   * Sends the signal to the container's first process.
   *
   * @throws DrydockException of kind CONFLICT when it does not run, NOT_FOUND when the runtime does
   *     not know it
   */
  public void kill(String id, int signal) {
    call("kill", id, Integer.toString(signal));
  }

  /** Stops all its processes from running until {@link #resume}. */
  public void pause(String id) {
    call("pause", id);
  }

  public void resume(String id) {
    call("resume", id);
  }

  /**
   * Removes what the runtime keeps of the container. One that it does not know is gone already.
   *
   * @param force kills what still runs in it
   */
  public void delete(String id, boolean force) {
    if (!knows(id)) {
      return;
    }
    // What has ended goes at once; runc's force waits a tenth of a second whatever it finds.
    RuntimeCall plain = RuntimeCall.run(command("delete", id), new byte[0]);
    if (plain.exitCode() != 0 && force) {
      call("delete", "--force", id);
    } else {
      plain.orThrow("delete");
    }
  }

  /**
   * Removes what the runtime keeps of a container that has no process any more. That is a folder,
   * so the program need not run for it; whoever calls removes the control group.
   */
  public void forget(String id) {
    RootDirectory.deleteTree(state.resolve(id));
  }

  private boolean knows(String id) {
    return Files.exists(state.resolve(id));
  }

  /** Absent when the runtime does not know the container. */
  public Optional<State> state(String id) {
    if (!knows(id)) {
      return Optional.empty();
    }
    try {
      JsonObject json = Json.object(bytes(call("state", id)), "the state of " + id);
      String status = Json.string(json, "status").orElse("stopped");
      return Optional.of(
          new State(
              Status.valueOf(status.toUpperCase(Locale.ROOT)),
              Json.number(json, "pid").orElse(0L).intValue()));
    } catch (DrydockException e) {
      if (e.kind() == ErrorKind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Changes the limits of a running container to these. */
  public void update(String id, Resources resources) {
    byte[] limits = Json.bytes(LimitsJson.write(resources));
    var command = command("update", "--resources", "-", id);
    RuntimeCall.run(command, limits).orThrow("update");
  }

  /** The container's processes as the host numbers them. */
  public List<Integer> processes(String id) {
    JsonElement list = Json.parse(bytes(call("ps", "--format", "json", id)), "processes of " + id);
    var pids = new ArrayList<Integer>();
    if (list.isJsonArray()) {
      list.getAsJsonArray().forEach(each -> pids.add(each.getAsInt()));
    }
    return List.copyOf(pids);
  }

  private String call(String command, String... arguments) {
    return RuntimeCall.run(command(command, arguments), new byte[0]).orThrow(command);
  }

  private List<String> command(String command, String... arguments) {
    var words = new ArrayList<>(List.of(program.toString()));
    words.addAll(arguments());
    words.add(command);
    words.addAll(List.of(arguments));
    return words;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What the runtime's own words mean when a command of it has failed, as conmon passes them on.
   *
   * @param command of the runtime, as {@code create}
   * @param output what it wrote to its standard error, or to its log
   */
  public static DrydockException failure(String command, String output) {
    return RuntimeCall.failure(command, output);
  }

  /**
   * What the runtime says of a container.
   *
   * @param pid of the first process; 0 when it has ended
   */
  public record State(Status status, int pid) {}

  /** See the runtime specification, runtime.md, "State". */
  public enum Status {
    CREATING,
    CREATED,
    RUNNING,
    PAUSED,
    STOPPED
  }
}
