package io.drydock.engine.container;

import io.drydock.container.EndpointSettings;
import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.container.Resources;
import io.drydock.engine.files.ContainerView;
import io.drydock.engine.log.LogReader;
import io.drydock.engine.log.LogRequest;
import io.drydock.engine.runtime.cgroup.Statistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * All containers of an engine. Each method takes a name, an id or an unambiguous beginning of an
 * id, and throws {@link io.drydock.core.DrydockException} in Docker's words: of kind NOT_FOUND for
 * what does not exist, CONFLICT for what the container's state does not allow. Safe for many
 * threads; calls block, best a virtual thread.
 */
public final class Containers {
  /** Makes a container; it does not run yet. */
  public Created create(CreateRequest request) {
    throw new UnsupportedOperationException();
  }

  /** All containers, the newest first. */
  public List<Container> list() {
    throw new UnsupportedOperationException();
  }

  public Container get(String container) {
    throw new UnsupportedOperationException();
  }

  public Optional<Container> find(String container) {
    throw new UnsupportedOperationException();
  }

  /** Returns false when it runs already. */
  public boolean start(String container) {
    throw new UnsupportedOperationException();
  }

  /**
   * Asks the container to end, and kills it after a time. Returns false when it does not run.
   *
   * @param timeout in seconds, negative to wait for ever; absent for the container's own
   * @param signal name or number; empty for the container's own
   */
  public boolean stop(String container, OptionalInt timeout, String signal) {
    throw new UnsupportedOperationException();
  }

  /** {@link #stop}, where it runs, and {@link #start}. */
  public void restart(String container, OptionalInt timeout, String signal) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sends a signal to the first process.
   *
   * @param signal name or number; empty for SIGKILL
   */
  public void kill(String container, String signal) {
    throw new UnsupportedOperationException();
  }

  public void pause(String container) {
    throw new UnsupportedOperationException();
  }

  public void unpause(String container) {
    throw new UnsupportedOperationException();
  }

  public void rename(String container, String name) {
    throw new UnsupportedOperationException();
  }

  /**
   * Changes limits, now and for later starts.
   *
   * @param policy absent to leave it
   * @return warnings
   */
  public List<String> update(String container, Resources change, Optional<RestartPolicy> policy) {
    throw new UnsupportedOperationException();
  }

  /**
   * Removes a container.
   *
   * @param force kills it first when it runs
   * @param volumes whether its anonymous volumes go with it
   */
  public void remove(String container, boolean force, boolean volumes) {
    throw new UnsupportedOperationException();
  }

  /** Removes the containers that do not run and match. */
  public PruneReport prune(Predicate<Container> which) {
    throw new UnsupportedOperationException();
  }

  /** What comes of a container; the condition counts from this call, not from when it is asked. */
  public CompletableFuture<ExitStatus> wait(String container, WaitCondition condition) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes hold of the container's streams. One that has not been started is attached to as soon as
   * it is, before it writes anything.
   */
  public Attachment attach(String container, AttachOptions options, OutputSink sink) {
    throw new UnsupportedOperationException();
  }

  /** Tells the container's terminal its size in characters. */
  public void resize(String container, ConsoleSize size) {
    throw new UnsupportedOperationException();
  }

  /** Prepares a further command in a running container and returns its id. */
  public String createExec(String container, ExecRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Runs a prepared command with a client at its streams. */
  public Attachment startExec(String execId, OutputSink sink) {
    throw new UnsupportedOperationException();
  }

  /** Runs a prepared command; its output is dropped. Returns as soon as it runs. */
  public void startExecDetached(String execId) {
    throw new UnsupportedOperationException();
  }

  public ExecSession exec(String execId) {
    throw new UnsupportedOperationException();
  }

  public void resizeExec(String execId, ConsoleSize size) {
    throw new UnsupportedOperationException();
  }

  public LogReader logs(String container, LogRequest request) {
    throw new UnsupportedOperationException();
  }

  /**
   * The processes of a running container.
   *
   * @param options of ps(1); empty for {@code -ef}
   */
  public ProcessTable top(String container, String options) {
    throw new UnsupportedOperationException();
  }

  /** What a container has used until now; empty when it does not run. */
  public Optional<Statistics> statistics(String container) {
    throw new UnsupportedOperationException();
  }

  /** The container for {@link io.drydock.engine.files.Archives}. */
  public ContainerView view(String container) {
    throw new UnsupportedOperationException();
  }

  /** Puts a container into one more network, at once when it runs and else when it starts. */
  public void connect(String network, String container, EndpointSettings settings) {
    throw new UnsupportedOperationException();
  }

  /** Takes a container out of a network. */
  public void disconnect(String network, String container, boolean force) {
    throw new UnsupportedOperationException();
  }
}
