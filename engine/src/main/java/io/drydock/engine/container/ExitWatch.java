package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.journal.Journal;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;

/**
 * Sees when containers end: by the files that their monitors leave, and by a look around now and
 * then for monitors that were killed.
 */
final class ExitWatch implements AutoCloseable {
  private static final Journal JOURNAL = Journal.of("container");
  private static final Duration LOOK_AROUND = Duration.ofSeconds(5);

  private final ContainerTable table;
  private final Folders folders;
  private final Supervision supervision;
  private final Runnable sweep;
  private final WatchService watch;
  private volatile boolean closed;

  private ExitWatch(
      ContainerTable table,
      Folders folders,
      Supervision supervision,
      Runnable sweep,
      WatchService watch) {
    this.table = table;
    this.folders = folders;
    this.supervision = supervision;
    this.sweep = sweep;
    this.watch = watch;
  }

  /**
   * Watches from now on; what ended before is found by the first look around, which is at once.
   *
   * @param sweep what else is to be done now and then
   */
  static ExitWatch start(
      ContainerTable table, Folders folders, Supervision supervision, Runnable sweep) {
    try {
      WatchService service = folders.exits().getFileSystem().newWatchService();
      folders.exits().register(service, StandardWatchEventKinds.ENTRY_CREATE);
      var watch = new ExitWatch(table, folders, supervision, sweep, service);
      Thread.startVirtualThread(watch::listen);
      Thread.startVirtualThread(watch::lookAround);
      return watch;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot watch " + folders.exits() + ": " + e.getMessage(), e);
    }
  }

  private void listen() {
    try {
      while (true) {
        WatchKey key = watch.take();
        for (WatchEvent<?> event : key.pollEvents()) {
          if (event.context() instanceof Path name) {
            table.find(name.toString()).ifPresent(this::check);
          } else {
            table.all().forEach(this::check);
          }
        }
        key.reset();
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      // The engine stops.
    }
  }

  private void lookAround() {
    try {
      while (!closed) {
        table.all().stream().filter(ManagedContainer::isRunning).forEach(this::check);
        table.all().stream().filter(ManagedContainer::isUnkept).forEach(ExitWatch::keepAgain);
        sweep.run();
        Thread.sleep(LOOK_AROUND);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(ManagedContainer container) {
    Thread.startVirtualThread(() -> container.locked(() -> settle(container)));
  }

  private static void keepAgain(ManagedContainer container) {
    Thread.startVirtualThread(() -> container.locked(container::keepAgain));
  }

  private void settle(ManagedContainer container) {
    if (closed || !container.isRunning()) {
      return;
    }
    try {
      exit(container).ifPresent(each -> supervision.ended(container, each));
    } catch (DrydockException e) {
      JOURNAL.error("the end of a container cannot be settled", e, "container", container);
    }
  }

  private Optional<ExitCode> exit(ManagedContainer container) {
    Path file = folders.exit(container.id());
    Optional<ExitCode> exit = ExitCode.read(file);
    if (exit.isPresent() || new MonitorFiles(folders.bundle(container.id())).isAlive()) {
      return exit;
    }
    // It leaves the file before it ends: only now it is certain that there will be none.
    return ExitCode.read(file).or(() -> Optional.of(ExitCode.lost()));
  }

  @Override
  public void close() {
    closed = true;
    try {
      watch.close();
    } catch (IOException e) {
      JOURNAL.warn("cannot stop watching", "error", e);
    }
  }
}
