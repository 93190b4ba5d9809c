package io.drydock.engine.runtime;

import io.drydock.container.Resources;
import java.nio.file.Path;
import java.util.List;
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

  private OciRuntime(String name, Path program, String version, Path state) {
    this.name = name;
    this.program = program;
    this.version = version;
    this.state = state;
  }

  /**
   * The first of runc and crun that can make containers on this host.
   *
   * @param wanted name or path of the only one to take; empty for any
   * @param state where the runtime keeps its own state, best below {@code /run}
   * @throws io.drydock.core.DrydockException of kind UNSUPPORTED when there is none, with what was
   *     tried
   */
  public static OciRuntime detect(String wanted, Path state) {
    throw new UnsupportedOperationException(wanted + state);
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
    throw new UnsupportedOperationException(id);
  }

  /** Sends the signal to the container's first process. */
  public void kill(String id, int signal) {
    throw new UnsupportedOperationException(id + signal);
  }

  public void pause(String id) {
    throw new UnsupportedOperationException(id);
  }

  public void resume(String id) {
    throw new UnsupportedOperationException(id);
  }

  /**
   * Removes what the runtime keeps of the container. One that it does not know is gone already.
   *
   * @param force kills what still runs in it
   */
  public void delete(String id, boolean force) {
    throw new UnsupportedOperationException(id + force);
  }

  /** Absent when the runtime does not know the container. */
  public Optional<State> state(String id) {
    throw new UnsupportedOperationException(id);
  }

  /** Changes the limits of a running container to these. */
  public void update(String id, Resources resources) {
    throw new UnsupportedOperationException(id + resources);
  }

  /** The container's processes as the host numbers them. */
  public List<Integer> processes(String id) {
    throw new UnsupportedOperationException(id);
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
