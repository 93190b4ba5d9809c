package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.engine.journal.Journal;
import io.drydock.engine.runtime.cgroup.Cgroup;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.ProcessCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Clears away what a run of a container leaves, or what is there of one that was begun. Each part
 * is tried whatever becomes of the others, and can be tried again.
 */
final class Residue {
  private static final Journal JOURNAL = Journal.of("container");

  private final ContainerParts parts;

  Residue(ContainerParts parts) {
    this.parts = parts;
  }

  /** What there may be of a run. */
  enum Left {
    /** All but processes: its end has been told. */
    ALL_BUT_PROCESSES,

    /** Processes and what the runtime made; files and volumes are somebody else's to clear. */
    PROCESSES
  }

  /** Clears all; the processes have ended, or are killed. */
  void clear(ManagedContainer container, Left left) {
    String id = container.id();
    try (ExecutorService helpers = Executors.newVirtualThreadPerTaskExecutor()) {
      helpers.execute(() -> attempt("leave the networks", id, () -> parts.networks().leave(id)));
      attempt("delete", id, () -> delete(container, left));
    }
    attempt("remove the cgroup", id, () -> Cgroup.of(cgroup(container)).remove());
    if (left == Left.ALL_BUT_PROCESSES) {
      attempt(
          "unmount volumes",
          id,
          () -> parts.mounts().deactivate(id, container.definition().mounts()));
      attempt("unmount", id, () -> parts.files().unmount(id));
    }
    clearBundle(id);
  }

  /** The runtime itself has something to do only where it may have processes to kill. */
  private void delete(ManagedContainer container, Left left) {
    if (left == Left.ALL_BUT_PROCESSES && Cgroup.of(cgroup(container)).processes().isEmpty()) {
      parts.runtime().forget(container.id());
    } else {
      parts.runtime().delete(container.id(), true);
    }
  }

  /** The cgroup of a container below each hierarchy. */
  String cgroup(ManagedContainer container) {
    String asked = container.definition().spec().host().resources().cgroupParent();
    String parent = asked.isEmpty() ? parts.defaults().cgroupParent() : asked;
    return Path.of("/", parent, container.id()).normalize().toString();
  }

  /** Kills what is in a cgroup, whether the runtime knows of it or not. */
  void killAll(String cgroup) {
    Cgroup group = Cgroup.of(cgroup);
    if (group.exists()) {
      for (int pid : group.processes()) {
        kill(pid);
      }
    }
  }

  static void kill(int pid) {
    try (Fd process = ProcessCalls.openProcess(pid)) {
      ProcessCalls.signal(process, ProcessCalls.SIGKILL);
    } catch (DrydockException e) {
      // It has ended.
    }
  }

  /** Clears what there is of a container that is not known any more. */
  void clearUnknown(String id) {
    String cgroup = Path.of("/", parts.defaults().cgroupParent(), id).normalize().toString();
    attempt("kill", id, () -> killAll(cgroup));
    attempt("delete", id, () -> parts.runtime().delete(id, true));
    attempt("remove the cgroup", id, () -> Cgroup.of(cgroup).remove());
    clearBundle(id);
  }

  /** The bundle goes last but for the exit code: as long as it is there, there is work to do. */
  void clearBundle(String id) {
    Path bundle = parts.folders().bundle(id);
    attempt("unmount shared memory", id, () -> NamespaceChoice.release(bundle));
    attempt("remove the bundle", id, () -> RootDirectory.deleteTree(bundle));
    attempt("remove the exit code", id, () -> delete(parts.folders().exit(id)));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      JOURNAL.warn("a file stays", "file", file, "error", e);
    }
  }

  private static void attempt(String what, String id, Runnable work) {
    try {
      work.run();
    } catch (DrydockException e) {
      JOURNAL.warn(
          "cannot clear a container's run away", "doing", what, "container", id, "error", e);
    }
  }
}
