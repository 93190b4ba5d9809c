package io.drydock.engine.volume;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parts of volumes and images, each held by a mount of its own until its container ends. The kernel
 * finds the part in one step and refuses every link that leads out of the volume, and the runtime
 * gets the mount: so whoever can write to the volume has no moment to put a link in the way.
 */
final class SubpathMounts {
  private final Path directory;

  /** Has a directory for each container, and in it a place for each mount. */
  SubpathMounts(Path directory) {
    this.directory = directory;
  }

  /** Mounts the part, unless it is mounted, and returns where. */
  Path mount(String containerId, String key, Path whole, String subpath) {
    Path place = directory.resolve(containerId).resolve(key);
    if (Mounts.isMountPoint(place.toString())) {
      return place;
    }
    try (Fd root = open(FileCalls.CWD, whole.toString(), 0, whole.toString());
        Fd part =
            open(
                root.number(),
                subpath,
                Open.RESOLVE_BENEATH | Open.RESOLVE_NO_MAGICLINKS,
                whole.resolve(subpath).toString());
        Fd copy = Mounts.copyOf(part.number(), "", true)) {
      makePlace(place, part);
      Mounts.attach(copy, place.toString());
      return place;
    } catch (IOException e) {
      throw Volumes.failure("mount subpath " + subpath, place, e);
    }
  }

  private static Fd open(int directory, String path, int resolve, String description) {
    long fd = FileCalls.open(directory, path, Open.PATH, 0, resolve);
    if (fd == -Errno.EXDEV.number()) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN,
          "cannot access path " + description + ": it leads out of the volume");
    }
    if (fd < 0) {
      throw new LinuxException("cannot access path " + description, (int) -fd);
    }
    return new Fd((int) fd);
  }

  private static void makePlace(Path place, Fd part) throws IOException {
    Files.createDirectories(place.getParent());
    boolean isDirectory =
        FileStatus.of(part.number(), "") instanceof FileStatus.Lookup.Found(FileStatus status)
            && status.isDirectory();
    Files.deleteIfExists(place);
    if (isDirectory) {
      Files.createDirectory(place);
    } else {
      Files.createFile(place);
    }
  }

  /** Lets go of all parts that a container has. */
  void release(String containerId) {
    Path places = directory.resolve(containerId);
    if (!Files.isDirectory(places)) {
      return;
    }
    try {
      for (Path place : list(places)) {
        while (Mounts.isMountPoint(place.toString()) && Mounts.detach(place.toString())) {
          // One by one.
        }
        Files.delete(place); // never with what is in it: that may be the volume
      }
      Files.delete(places);
    } catch (IOException e) {
      throw Volumes.failure("unmount subpaths", places, e);
    }
  }

  /** Lets go of the parts of all other containers. */
  void releaseAllBut(Set<String> containers) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try {
      for (Path each : list(directory)) {
        String containerId = each.getFileName().toString();
        if (!containers.contains(containerId)) {
          release(containerId);
        }
      }
    } catch (IOException e) {
      throw Volumes.failure("unmount subpaths", directory, e);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    var all = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(all::add);
    }
    return all;
  }
}
