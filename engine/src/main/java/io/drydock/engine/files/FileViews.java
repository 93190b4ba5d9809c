package io.drydock.engine.files;

import io.drydock.core.DrydockException;
import io.drydock.core.Threads;
import io.drydock.engine.volume.ContainerMounts;
import io.drydock.engine.volume.MountType;
import io.drydock.engine.volume.ResolvedMount;
import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.mount.MountAttributes;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.ProcessCalls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Opens containers' files. Those of a running container are seen through its own first process,
 * with everything that is mounted in it; for one that does not run, its mounts are made again in a
 * mount namespace that nobody else sees.
 */
final class FileViews {
  private final ContainerFiles files;
  private final ContainerMounts mounts;

  FileViews(ContainerFiles files, ContainerMounts mounts) {
    this.files = files;
    this.mounts = mounts;
  }

  FileView open(ContainerView container) {
    Path merged = files.mount(container.containerId());
    try {
      Optional<RootDirectory> running = running(container, merged);
      return running.isPresent()
          ? new FileView(running.get(), () -> files.unmount(container.containerId()))
          : assembled(container, merged);
    } catch (RuntimeException e) {
      files.unmount(container.containerId());
      throw e;
    }
  }

  /**
   * The root of the container's first process, if it is the container's: the process may have ended
   * and its number be another's, or it may have taken another root.
   */
  private static Optional<RootDirectory> running(ContainerView container, Path merged) {
    if (container.processId().isEmpty()) {
      return Optional.empty();
    }
    RootDirectory root;
    try {
      root = RootDirectory.open(Path.of("/proc/" + container.processId().getAsInt() + "/root"));
    } catch (LinuxException e) {
      return Optional.empty();
    }
    if (isSame(root, merged)) {
      return Optional.of(root);
    }
    root.close();
    return Optional.empty();
  }

  private static boolean isSame(RootDirectory root, Path merged) {
    FileStatus seen = root.status("").orElseThrow();
    return FileStatus.of(FileCalls.CWD, merged.toString())
            instanceof FileStatus.Lookup.Found(FileStatus own)
        && seen.device() == own.device()
        && seen.inode() == own.inode();
  }

  private FileView assembled(ContainerView container, Path merged) {
    String id = container.containerId();
    List<ResolvedMount> resolved = mounts.activate(id, container.mounts(), Map.of());
    Runnable release =
        () -> {
          mounts.deactivate(id, container.mounts());
          files.unmount(id);
        };
    try {
      Assembled assembled = inOwnNamespace(merged, resolved, container.readOnlyRoot());
      return new FileView(
          assembled.root,
          () -> {
            assembled.namespace.close();
            release.run();
          });
    } catch (RuntimeException e) {
      mounts.deactivate(id, container.mounts());
      throw e;
    }
  }

  /**
   * @param namespace keeps the mounts for as long as it is open
   */
  private record Assembled(RootDirectory root, Fd namespace) {}

  private static Assembled inOwnNamespace(
      Path merged, List<ResolvedMount> mounts, boolean readOnly) {
    var result = new CompletableFuture<Assembled>();
    Thread thread =
        Thread.ofPlatform()
            .name("drydock-view")
            .start(() -> {
              try {
                result.complete(assemble(merged, mounts, readOnly));
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    Threads.join(thread);
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DrydockException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static Assembled assemble(Path merged, List<ResolvedMount> mounts, boolean readOnly) {
    ProcessCalls.unshare(ProcessCalls.NEW_MOUNTS);
    Mounts.makePrivate();
    try (Fd clone = Mounts.copyOf(merged.toString(), false)) {
      Mounts.attach(clone, merged.toString());
      RootDirectory root = RootDirectory.open(merged);
      try {
        for (ResolvedMount each : mounts) {
          if (each.type() != MountType.TMPFS) {
            attach(root, each);
          }
        }
        if (readOnly) {
          Mounts.addAttributes(clone, MountAttributes.READ_ONLY, false);
        }
        return new Assembled(root, namespace());
      } catch (RuntimeException e) {
        root.close();
        throw e;
      }
    }
  }

  private static void attach(RootDirectory root, ResolvedMount mount) {
    String place = root.resolve(mount.destination());
    makePlace(root, place, Files.isDirectory(Path.of(mount.source())));
    boolean recursive = mount.options().contains("rbind");
    try (Fd copy = Mounts.copyOf(mount.source(), recursive);
        Fd target = root.descriptor(place)) {
      if (mount.access() != ResolvedMount.Access.READ_WRITE) {
        boolean all = mount.access() != ResolvedMount.Access.READ_ONLY;
        Mounts.addAttributes(copy, MountAttributes.READ_ONLY, all && recursive);
      }
      Mounts.attach(copy, target, mount.destination());
    }
  }

  /** As the runtime does it when the container starts. */
  private static void makePlace(RootDirectory root, String place, boolean directory) {
    if (root.status(place).isPresent()) {
      return;
    }
    var attributes = new Attributes(0755, 0, 0, Instant.now());
    if (directory) {
      root.makeDirectories(place, attributes);
      return;
    }
    int slash = place.lastIndexOf('/');
    root.makeDirectories(slash < 0 ? "" : place.substring(0, slash), attributes);
    try {
      root.makeFile(place, InputStream.nullInputStream(), attributes);
    } catch (IOException e) {
      throw ContainerFiles.failure("make a place for a mount", Path.of("/" + place), e);
    }
  }

  private static Fd namespace() {
    long fd = FileCalls.open(FileCalls.CWD, "/proc/thread-self/ns/mnt", Open.READ, 0);
    if (fd < 0) {
      throw new LinuxException("open the mount namespace", (int) -fd);
    }
    return new Fd((int) fd);
  }
}
