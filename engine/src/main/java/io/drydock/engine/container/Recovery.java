package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.container.Residue.Left;
import io.drydock.engine.journal.Journal;
import io.drydock.engine.runtime.OciRuntime;
import io.drydock.linux.file.RootDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes up what an earlier engine left, at whatever moment it died: containers that run go on, of
 * those that ended meanwhile the exit code is read, and what was half-made is cleared away.
 */
final class Recovery {
  private static final Journal JOURNAL = Journal.of("recovery");

  /** More than there ever is between the making of a container and its event. */
  private static final Duration TELLING = Duration.ofSeconds(10);

  private final ContainerParts parts;
  private final ContainerTable table;
  private final Residue residue;
  private final Orphans orphans;
  private final ContainerEvents events;

  Recovery(ContainerParts parts, ContainerTable table) {
    this.parts = parts;
    this.table = table;
    this.residue = new Residue(parts);
    this.orphans = new Orphans(parts.runtime());
    this.events = new ContainerEvents(parts.events());
  }

  /**
   * Reads all containers and settles what runs; returns those that run.
   *
   * <p>A container that was being started counts as running when its command was let go, which the
   * runtime knows. That it runs is not on the disk yet, since nobody may have been told.
   */
  List<ManagedContainer> run() {
    Folders folders = parts.folders();
    List<Path> bundles = list(folders.bundles());
    if (!bundles.isEmpty()) {
      orphans.awaitRuntime();
    }
    List<ManagedContainer> all = read();
    Set<String> running = new HashSet<>();
    for (ManagedContainer each : all) {
      if (settle(each)) {
        running.add(each.id());
      }
    }
    Set<String> ids = all.stream().map(ManagedContainer::id).collect(Collectors.toSet());
    for (Path bundle : bundles) {
      if (!running.contains(name(bundle))) {
        clear(name(bundle));
      }
    }
    for (Path exec : list(folders.execs())) {
      if (!new MonitorFiles(exec).isAlive()) {
        RootDirectory.deleteTree(exec);
      }
    }
    parts.networks().recover(running);
    parts.files().recover(ids, running);
    all.forEach(each ->
        parts.mounts().recover(each.id(), each.definition().mounts(), running.contains(each.id())));
    parts.mounts().settle();
    return all.stream().filter(each -> running.contains(each.id())).toList();
  }

  private List<ManagedContainer> read() {
    var all = new ArrayList<ManagedContainer>();
    for (Path path : list(parts.folders().containers())) {
      if (name(path).startsWith(".")) {
        RootDirectory.deleteTree(path);
        continue;
      }
      var folder = new ContainerFolder(path);
      try {
        Definition definition = folder.definition();
        table.takeName(definition.name(), definition.id());
        var container = new ManagedContainer(folder, definition, folder.progress());
        table.add(container);
        tellMade(container);
        all.add(container);
      } catch (DrydockException e) {
        JOURNAL.error("a container's state cannot be read", e, "folder", path);
      }
    }
    return all;
  }

  /** To make it may have been the last that the dead engine did, before it could tell. */
  private void tellMade(ManagedContainer container) {
    Instant made = container.definition().created();
    boolean late = made.isAfter(parts.events().lastBefore().minus(TELLING));
    if (late && container.progress().equals(Progress.CREATED)) {
      events.publishOnce(container, "create", made);
    }
  }

  /** Whether it runs, or ended so that its end has still to be settled. */
  private boolean settle(ManagedContainer container) {
    Progress progress = container.progress();
    if (progress.launching()) {
      return settleLaunch(container);
    }
    if (!container.isRunning()) {
      return false;
    }
    Path bundle = parts.folders().bundle(container.id());
    if (Files.exists(bundle)) {
      return true;
    }
    // The host was started anew.
    Instant last = lastSeen(container);
    container.update(progress.ended(Status.EXITED, ExitCode.lost().code(), false, last));
    return false;
  }

  private Instant lastSeen(ManagedContainer container) {
    try {
      return Files.getLastModifiedTime(container.folder().log()).toInstant();
    } catch (IOException e) {
      return container.progress().state().startedAt().orElseGet(Instant::now);
    }
  }

  private boolean settleLaunch(ManagedContainer container) {
    String id = container.id();
    var files = new MonitorFiles(parts.folders().bundle(id));
    Optional<OciRuntime.State> state = parts.runtime().state(id);
    boolean ended = Files.exists(parts.folders().exit(id));
    boolean ran =
        state
            .map(OciRuntime.State::status)
            .filter(each ->
                each == OciRuntime.Status.RUNNING
                    || each == OciRuntime.Status.PAUSED
                    || (each == OciRuntime.Status.STOPPED && (ended || files.isAlive())))
            .isPresent();
    if (ran) {
      int pid = state.get().pid() > 0 ? state.get().pid() : files.processPid().orElse(0);
      container.show(container.progress().running(pid, begun(files)));
      return true;
    }
    orphans.endMonitor(files.directory());
    residue.killAll(residue.cgroup(container));
    residue.clear(container, Left.PROCESSES);
    String error = "the engine died while the container was being started";
    container.update(container.progress().failed(StartFailure.exitCode(error), error));
    return false;
  }

  private static Instant begun(MonitorFiles files) {
    try {
      Path pidFile = files.directory().resolve(Monitor.PROCESS_PID_FILE);
      return Files.getLastModifiedTime(pidFile).toInstant();
    } catch (IOException e) {
      return Instant.now();
    }
  }

  /** Clears a bundle of a container that does not run, or is not there any more. */
  private void clear(String id) {
    orphans.endMonitor(parts.folders().bundle(id));
    table
        .find(id)
        .ifPresentOrElse(
            each -> residue.clear(each, Left.PROCESSES), () -> residue.clearUnknown(id));
  }

  private static List<Path> list(Path directory) {
    var paths = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(paths::add);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot read " + directory + ": " + e.getMessage(), e);
    }
    return paths;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
