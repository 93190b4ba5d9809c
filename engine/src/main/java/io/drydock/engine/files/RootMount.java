package io.drydock.engine.files;

import io.drydock.core.Threads;
import io.drydock.linux.HostSupport;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.mount.Overlay;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.ProcessCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Mounts overlays where the whole host sees them, so that they outlive the engine. */
final class RootMount {
  private final HostSupport host;

  RootMount(HostSupport host) {
    this.host = host;
  }

  /** Mounts the overlay at a directory, unless something is mounted there. */
  void mount(Overlay overlay, Path target) {
    if (Mounts.isMountPoint(target.toString())) {
      return;
    }
    if (!overlay.durable()) {
      renew(overlay.work());
    }
    if (host.kernel().isAtLeast(6, 8)) {
      attach(overlay, target, target);
    } else {
      mountFromOwnDirectory(overlay, target);
    }
  }

  /**
   * An overlay that is not synced marks its working directory, and is not mounted with it again.
   */
  private static void renew(Path work) {
    try (RootDirectory directory = RootDirectory.open(work)) {
      directory.delete("");
    }
  }

  /** Takes everything away that is mounted at the directory. */
  static void unmount(Path target) {
    while (Mounts.isMountPoint(target.toString()) && Mounts.detach(target.toString())) {
      // What is mounted over it goes first.
    }
  }

  private void attach(Overlay overlay, Path target, Path links) {
    try (Fd mount = overlay.mount(links, host)) {
      Mounts.attach(mount, target.toString());
    }
  }

  /** Older kernels want a working directory with links in it: that of a thread of its own. */
  private void mountFromOwnDirectory(Overlay overlay, Path target) {
    var failure = new AtomicReference<RuntimeException>();
    Path links = target.resolveSibling("links");
    Thread thread =
        Thread.ofPlatform()
            .name("drydock-mount")
            .start(() -> {
              try {
                ProcessCalls.unshare(ProcessCalls.OWN_DIRECTORIES);
                Files.createDirectory(links);
                attach(overlay, target, links);
              } catch (IOException e) {
                failure.set(ContainerFiles.failure("mount", links, e));
              } catch (RuntimeException e) {
                failure.set(e);
              } finally {
                Mounts.detach(links.resolve("m").toString());
                RootDirectory.deleteTree(links);
              }
            });
    Threads.join(thread);
    if (failure.get() != null) {
      throw failure.get();
    }
  }
}
