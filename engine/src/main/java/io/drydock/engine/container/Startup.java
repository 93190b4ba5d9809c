package io.drydock.engine.container;

import io.drydock.container.ContainerSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.container.Residue.Left;
import io.drydock.engine.log.LogOptions;
import io.drydock.engine.network.JoinRequest;
import io.drydock.engine.network.Joining;
import io.drydock.engine.network.NetworkSandbox;
import io.drydock.engine.runtime.Bundle;
import io.drydock.engine.runtime.BundleMount;
import io.drydock.engine.runtime.BundleRequest;
import io.drydock.engine.volume.ResolvedMount;
import io.drydock.linux.file.RootDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Starts containers: files, mounts and network are made ready side by side; the monitor makes the
 * container while its interfaces come, those who wait for its output are connected, and its command
 * runs.
 */
final class Startup {
  private final ContainerParts parts;
  private final Monitor monitor;
  private final NamespaceChoice namespaces;
  private final Residue residue;
  private final Supervision supervision;

  Startup(ContainerParts parts, Monitor monitor, ContainerTable table, Supervision supervision) {
    this.parts = parts;
    this.monitor = monitor;
    this.namespaces = new NamespaceChoice(table, parts.folders());
    this.residue = new Residue(parts);
    this.supervision = supervision;
  }

  /** Starts for a user: returns false when it runs already. Whoever calls holds the lock. */
  boolean start(ManagedContainer container) {
    Progress progress = container.progress();
    switch (progress.status()) {
      case RUNNING -> {
        return false;
      }
      case PAUSED ->
          throw new DrydockException(
              ErrorKind.CONFLICT, "cannot start a paused container, try unpause instead");
      case REMOVING, DEAD ->
          throw new DrydockException(
              ErrorKind.CONFLICT, "container is marked for removal and cannot be started");
      case RESTARTING, CREATED, EXITED -> {
        container.cancelPendingStart();
        container.backoff().reset();
        launch(container, progress.withRestartCount(0));
      }
    }
    return true;
  }

  /** Starts a container that ended, as its restart policy says. */
  void startAgain(ManagedContainer container) {
    Progress progress = container.progress();
    launch(container, progress.withRestartCount(progress.restartCount() + 1));
    parts.metrics().containerRestarted();
  }

  private void launch(ManagedContainer container, Progress before) {
    Instant begun = Instant.now();
    container.update(before.launched());
    var ready = new ArrayList<Runnable>();
    try {
      int pid = make(container, ready);
      Instant start = Instant.now();
      parts.runtime().start(container.id());
      container.show(container.progress().running(pid, start));
    } catch (DrydockException e) {
      fail(container, e, ready);
      throw e;
    } catch (RuntimeException e) {
      fail(container, e, ready);
      throw new DrydockException(ErrorKind.INTERNAL, "cannot start " + container + ": " + e, e);
    }
    parts.metrics().containerStarted(Duration.between(begun, Instant.now()));
    supervision.started(container);
    container.keep();
  }

  private void fail(ManagedContainer container, RuntimeException cause, List<Runnable> ready) {
    String message = String.valueOf(cause.getMessage());
    endWhatWaits(container);
    residue.clear(container, Left.PROCESSES);
    ready.forEach(Runnable::run);
    container.console().abandon();
    container.renewConsole();
    container.settle(container.progress().failed(StartFailure.exitCode(message), message));
    supervision.failed(container);
  }

  /** A container that was made and cannot be started; its monitor must not tell of its end. */
  private void endWhatWaits(ManagedContainer container) {
    var monitored = new MonitorFiles(parts.folders().bundle(container.id()));
    if (monitored.isAlive()) {
      monitored.pid().ifPresent(Residue::kill);
      residue.killAll(residue.cgroup(container));
    }
  }

  /**
   * @param undo gets what takes back what was made ready beside the run itself
   */
  private int make(ManagedContainer container, List<Runnable> undo) {
    Path bundle = freshBundle(container);
    Prepared prepared = prepare(container, undo);
    try {
      return make(container, prepared, bundle);
    } finally {
      // What is wrong with the network is told before anything else.
      prepared.network().await();
    }
  }

  private int make(ManagedContainer container, Prepared prepared, Path bundle) {
    Bundle.of(request(container, prepared, bundle)).write(bundle);
    if (!container.definition().spec().host().security().sysctls().isEmpty()) {
      // They may be an interface's, which the runtime sets when it makes the container.
      prepared.network().await();
    }
    int pid = monitor.create(monitorRequest(container, bundle));
    Console console = container.console();
    if (console.hasClients()) {
      console.connect(bundle);
    }
    return pid;
  }

  private Path freshBundle(ManagedContainer container) {
    Path bundle = parts.folders().bundle(container.id());
    try {
      if (Files.exists(bundle)) {
        NamespaceChoice.release(bundle);
        RootDirectory.deleteTree(bundle);
      }
      Files.deleteIfExists(parts.folders().exit(container.id()));
      Files.createDirectories(bundle);
      return bundle;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot make " + bundle + ": " + e.getMessage(), e);
    }
  }

  private record Prepared(Path root, List<ResolvedMount> mounts, Joining network) {}

  private Prepared prepare(ManagedContainer container, List<Runnable> undo) {
    String id = container.id();
    Definition definition = container.definition();
    try (ExecutorService helpers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Joining> network = helpers.submit(() -> join(container));
      Path root = parts.files().mount(id);
      undo.addFirst(() -> parts.files().unmount(id));
      List<ResolvedMount> mounts =
          parts
              .mounts()
              .activate(id, definition.mounts(), definition.spec().host().storage().tmpfs());
      undo.addFirst(() -> parts.mounts().deactivate(id, definition.mounts()));
      return new Prepared(root, mounts, network.get());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted while starting " + id, e);
    }
  }

  private Joining join(ManagedContainer container) {
    Definition definition = container.definition();
    return parts
        .networks()
        .beginJoin(
            new JoinRequest(
                container.id(),
                definition.name(),
                definition.spec(),
                definition.spec().settings().exposedPorts(),
                container.folder().path()));
  }

  private BundleRequest request(ManagedContainer container, Prepared prepared, Path bundle) {
    ContainerSpec spec = container.definition().spec();
    var mounts = new ArrayList<BundleMount>();
    NetworkSandbox network = prepared.network().sandbox();
    var files = network.files();
    boolean readOnly = spec.host().storage().readonlyRootfs();
    mounts.add(BundleMount.bind(files.resolvConf(), "/etc/resolv.conf", readOnly));
    mounts.add(BundleMount.bind(files.hostname(), "/etc/hostname", readOnly));
    mounts.add(BundleMount.bind(files.hosts(), "/etc/hosts", readOnly));
    mounts.addAll(namespaces.sharedMemory(spec.host(), bundle));
    for (ResolvedMount each : prepared.mounts()) {
      mounts.removeIf(own -> own.destination().equals(each.destination()));
      mounts.add(BundleMount.of(each));
    }
    return new BundleRequest(
        container.id(),
        spec,
        prepared.root(),
        mounts,
        namespaces.of(spec.host(), network.namespace()),
        parts.defaults().cgroupParent(),
        parts.defaults().init());
  }

  private MonitorRequest monitorRequest(ManagedContainer container, Path bundle) {
    LogOptions log = logOptions(container);
    return new MonitorRequest(
        container.id(),
        container.id(),
        bundle,
        log.conmonLogPath(container.folder().log()),
        parts.folders().exits(),
        container.definition().streams(),
        Optional.empty());
  }

  private LogOptions logOptions(ManagedContainer container) {
    return LogOptions.of(container.definition().spec().host().logConfig(), parts.defaults().log());
  }
}
