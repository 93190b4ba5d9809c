package io.drydock.engine.container;

import io.drydock.container.ContainerSpec;
import io.drydock.container.EndpointSettings;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.container.Resources;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.files.ContainerView;
import io.drydock.engine.health.HealthMonitor;
import io.drydock.engine.log.LogReader;
import io.drydock.engine.log.LogRequest;
import io.drydock.engine.runtime.RequestChecks;
import io.drydock.engine.runtime.cgroup.Cgroup;
import io.drydock.engine.runtime.cgroup.Statistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * All containers of an engine. Each method takes a name, an id or an unambiguous beginning of an
 * id, and throws {@link DrydockException} in Docker's words: of kind NOT_FOUND for what does not
 * exist, CONFLICT for what the container's state does not allow. Safe for many threads; calls
 * block, best a virtual thread.
 */
public final class Containers implements AutoCloseable {
  private final ContainerParts parts;
  private final ContainerTable table = new ContainerTable();
  private final ContainerEvents events;
  private final HealthMonitor health;
  private final Execs execs;
  private final Snapshots snapshots;
  private final Creation creation;
  private final Removal removal;
  private final Stopping stopping;
  private final RestartQueue restarts;
  private final Startup startup;
  private final Supervision supervision;
  private final Attaching attaching;
  private final NetworkChanges networkChanges;
  private final ExitWatch exits;

  private Containers(ContainerParts parts) {
    this.parts = parts;
    this.events = new ContainerEvents(parts.events());
    Monitor monitor = Monitor.find(parts.runtime());
    this.execs = new Execs(parts, monitor);
    this.health =
        new HealthMonitor(
            parts.folders().health(), new Probes(table, execs), new Unhealthy(this, parts));
    this.snapshots = new Snapshots(parts, health, execs);
    this.creation = new Creation(parts, table);
    this.removal = new Removal(parts, table, health);
    this.stopping = new Stopping(parts, health);
    this.restarts = new RestartQueue(this::startAgain);
    this.supervision = new Supervision(parts, health, removal, restarts);
    this.startup = new Startup(parts, monitor, table, supervision);
    this.attaching = new Attaching(parts);
    this.networkChanges = new NetworkChanges(parts.networks());
    List<ManagedContainer> running = new Recovery(parts, table).run();
    running.forEach(supervision::recovered);
    this.exits = ExitWatch.start(table, parts.folders(), supervision, execs::sweep);
    new Resumption(table, removal, restarts).run();
    parts.metrics().containersFrom(this::countByState);
  }

  /** Takes up the containers that there are, whatever became of the engine that had them. */
  public static Containers open(ContainerParts parts) {
    return new Containers(parts);
  }

  private Map<String, Integer> countByState() {
    var counts = new TreeMap<String, Integer>();
    table.all().forEach(each -> counts.merge(each.progress().status().word(), 1, Integer::sum));
    return counts;
  }

  private void startAgain(ManagedContainer container) {
    startup.startAgain(container);
  }

  /** Makes a container; it does not run yet. */
  public Created create(CreateRequest request) {
    return creation.create(request);
  }

  /** All containers, the newest first. */
  public List<Container> list() {
    return table.all().stream()
        .sorted(
            Comparator.comparing((ManagedContainer each) -> each.definition().created()).reversed())
        .map(snapshots::of)
        .toList();
  }

  public Container get(String container) {
    return snapshots.of(table.get(container));
  }

  public Optional<Container> find(String container) {
    return table.find(container).map(snapshots::of);
  }

  /** Returns false when it runs already. */
  public boolean start(String container) {
    ManagedContainer found = table.get(container);
    return found.locked(() -> startup.start(present(found)));
  }

  private static ManagedContainer present(ManagedContainer container) {
    if (container.isRemoved()) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "No such container: " + container.id());
    }
    return container;
  }

  /**
   * Asks the container to end, and kills it after a time. Returns false when it does not run.
   *
   * @param timeout in seconds, negative to wait for ever; absent for the container's own
   * @param signal name or number; empty for the container's own
   */
  public boolean stop(String container, OptionalInt timeout, String signal) {
    return stopping.stop(table.get(container), timeout, signal, true);
  }

  /** {@link #stop}, where it runs, and {@link #start}. */
  public void restart(String container, OptionalInt timeout, String signal) {
    ManagedContainer found = table.get(container);
    found.keepAtEnd(true);
    try {
      stopping.stop(found, timeout, signal, true);
      found.locked(() -> startup.start(present(found)));
    } finally {
      found.keepAtEnd(false);
    }
    events.publish(found, "restart");
  }

  /**
   * Sends a signal to the first process.
   *
   * @param signal name or number; empty for SIGKILL
   */
  public void kill(String container, String signal) {
    stopping.signal(table.get(container), signal);
  }

  public void pause(String container) {
    stopping.pause(table.get(container));
  }

  public void unpause(String container) {
    stopping.unpause(table.get(container));
  }

  public void rename(String container, String name) {
    ManagedContainer found = table.get(container);
    String plain = name.startsWith("/") ? name.substring(1) : name;
    if (plain.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "Neither old nor new names may be empty");
    }
    found.locked(() -> {
      String old = present(found).name();
      if (old.equals(plain)) {
        throw new DrydockException(
            ErrorKind.INVALID, "Renaming a container with the same name as its current name");
      }
      table.takeName(plain, found.id());
      try {
        if (found.isRunning()) {
          parts.networks().rename(found.id(), plain);
        }
        found.update(found.definition().withName(plain));
      } catch (RuntimeException e) {
        table.freeName(plain, found.id());
        throw e;
      }
      table.freeName(old, found.id());
      events.publish(found, "rename", "oldName", "/" + old);
    });
  }

  /**
   * Changes limits, now and for later starts.
   *
   * @param policy absent to leave it
   * @return warnings
   */
  public List<String> update(String container, Resources change, Optional<RestartPolicy> policy) {
    ManagedContainer found = table.get(container);
    return found.locked(() -> {
      ContainerSpec spec = present(found).definition().spec();
      HostConfig host = spec.host();
      if (host.autoRemove() && policy.filter(each -> !each.isNo()).isPresent()) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "Restart policy cannot be updated because AutoRemove is enabled for the container");
      }
      RequestChecks.CheckedResources checked = parts.checks().update(host.resources(), change);
      if (found.isRunning()) {
        parts.runtime().update(found.id(), checked.resources());
      }
      HostConfig changed =
          host.withResources(checked.resources())
              .withRestartPolicy(policy.orElse(host.restartPolicy()));
      found.update(found.definition().withSpec(spec.withHost(changed)));
      events.publish(found, "update");
      return checked.warnings();
    });
  }

  /**
   * Removes a container.
   *
   * @param force kills it first when it runs
   * @param volumes whether its anonymous volumes go with it
   */
  public void remove(String container, boolean force, boolean volumes) {
    ManagedContainer found = table.get(container);
    if (force && found.isRunning()) {
      stopping.stop(found, OptionalInt.of(0), "KILL", true);
    }
    found.locked(() -> {
      if (found.isRemoved()) {
        return;
      }
      if (found.isRunning()) {
        throw running(found);
      }
      removal.remove(found, volumes);
      execs.forget(found);
    });
  }

  private static DrydockException running(ManagedContainer container) {
    Status status = container.progress().status();
    String how =
        status == Status.PAUSED
            ? "unpause and then stop the container before removing or force remove"
            : "stop the container before removing or force remove";
    return new DrydockException(
        ErrorKind.CONFLICT,
        "cannot remove container \"/%s\": container is %s: %s"
            .formatted(container.name(), status.word(), how));
  }

  /** Removes the containers that do not run and match. */
  public PruneReport prune(Predicate<Container> which) {
    var ids = new ArrayList<String>();
    long bytes = 0;
    for (ManagedContainer each : table.all()) {
      Container shown = snapshots.of(each);
      Status status = shown.state().status();
      boolean idle = status == Status.CREATED || status == Status.EXITED || status == Status.DEAD;
      if (idle && which.test(shown)) {
        try {
          long size = parts.files().size(each.id()).written();
          remove(each.id(), false, false);
          ids.add(each.id());
          bytes += size;
        } catch (DrydockException e) {
          // It runs now, or another removes it.
        }
      }
    }
    return new PruneReport(ids, bytes);
  }

  /** What comes of a container; the condition counts from this call, not from when it is asked. */
  public CompletableFuture<ExitStatus> wait(String container, WaitCondition condition) {
    ManagedContainer found = table.get(container);
    return found.locked(() -> {
      ContainerState state = present(found).progress().state();
      boolean active = state.isRunning() || state.status() == Status.RESTARTING;
      return switch (condition) {
        case REMOVED -> found.waits().forRemoval();
        case NEXT_EXIT -> found.waits().forEnd();
        case NOT_RUNNING ->
            active
                ? found.waits().forEnd()
                : CompletableFuture.completedFuture(
                    new ExitStatus(state.exitCode(), state.error()));
      };
    });
  }

  /**
   * Takes hold of the container's streams. One that has not been started is attached to as soon as
   * it is, before it writes anything.
   */
  public Attachment attach(String container, AttachOptions options, OutputSink sink) {
    ManagedContainer found = table.get(container);
    Attachment attachment = found.locked(() -> attaching.attach(present(found), options, sink));
    events.publish(found, "attach");
    return attachment;
  }

  /** Tells the container's terminal its size in characters. */
  public void resize(String container, ConsoleSize size) {
    ManagedContainer found = table.get(container);
    if (!found.isRunning()) {
      throw new DrydockException(ErrorKind.CONFLICT, "container " + found.id() + " is not running");
    }
    new MonitorFiles(parts.folders().bundle(found.id())).resize(size.height(), size.width());
    events.publish(
        found,
        "resize",
        "height",
        Integer.toString(size.height()),
        "width",
        Integer.toString(size.width()));
  }

  /** Prepares a further command in a running container and returns its id. */
  public String createExec(String container, ExecRequest request) {
    return execs.create(table.get(container), request);
  }

  /** Runs a prepared command with a client at its streams. */
  public Attachment startExec(String execId, OutputSink sink) {
    return execs.start(execId, sink);
  }

  /** Runs a prepared command; its output is dropped. Returns as soon as it runs. */
  public void startExecDetached(String execId) {
    execs.startDetached(execId);
  }

  public ExecSession exec(String execId) {
    return execs.get(execId).session();
  }

  public void resizeExec(String execId, ConsoleSize size) {
    execs.resize(execId, size);
  }

  public LogReader logs(String container, LogRequest request) {
    return attaching.logs(table.get(container), request);
  }

  /**
   * The processes of a running container.
   *
   * @param options of ps(1); empty for {@code -ef}
   */
  public ProcessTable top(String container, String options) {
    ManagedContainer found = table.get(container);
    if (!found.isRunning()) {
      throw new DrydockException(ErrorKind.CONFLICT, "container " + found.id() + " is not running");
    }
    return ProcessTables.of(cgroup(found).processes(), options);
  }

  private Cgroup cgroup(ManagedContainer container) {
    return Cgroup.of(new Residue(parts).cgroup(container));
  }

  /** What a container has used until now; empty when it does not run. */
  public Optional<Statistics> statistics(String container) {
    ManagedContainer found = table.get(container);
    return found.isRunning()
        ? Optional.of(cgroup(found).statistics(found.progress().state().pid()))
        : Optional.empty();
  }

  /** The container for {@link io.drydock.engine.files.Archives}. */
  public ContainerView view(String container) {
    ManagedContainer found = table.get(container);
    int pid = found.progress().state().pid();
    ContainerSpec spec = found.definition().spec();
    return new ContainerView(
        found.id(),
        found.isRunning() ? OptionalInt.of(pid) : OptionalInt.empty(),
        found.definition().mounts(),
        spec.host().storage().readonlyRootfs(),
        spec.settings().user());
  }

  /** Puts a container into one more network, at once when it runs and else when it starts. */
  public void connect(String network, String container, EndpointSettings settings) {
    ManagedContainer found = table.get(container);
    found.locked(() -> networkChanges.connect(network, present(found), settings));
  }

  /** Takes a container out of a network. */
  public void disconnect(String network, String container, boolean force) {
    ManagedContainer found = table.get(container);
    found.locked(() -> networkChanges.disconnect(network, present(found), force));
  }

  void healthChanged(String id, String status) {
    table.find(id).ifPresent(each -> events.publish(each, "health_status: " + status));
  }

  /** Kills a container so that its restart policy decides what follows. */
  void killUnhealthy(String id) {
    stopping.stop(table.get(id), OptionalInt.of(0), "KILL", false);
  }

  /** Watches no more; containers go on. */
  @Override
  public void close() {
    restarts.close();
    health.close();
    exits.close();
    // What is being done is done to its end.
    table.all().forEach(each -> each.locked(() -> {}));
  }
}
