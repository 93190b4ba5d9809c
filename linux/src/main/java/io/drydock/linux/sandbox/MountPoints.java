package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The places in a root where things are mounted. What is missing is made, remembered, and removed
 * again when the command has ended, so that it does not stay in the layer.
 */
final class MountPoints {
  private final Path root;
  private final List<Stub> stubs = new ArrayList<>();

  MountPoints(Path root) {
    this.root = root;
  }

  /**
   * Something made to mount on.
   *
   * @param parentBefore when the directory around it had been modified before it was made
   * @param parentAfter and after that
   */
  private record Stub(String path, boolean directory, Instant parentBefore, Instant parentAfter) {}

  /** Mounts on a path inside the root, whose links are followed inside the root. */
  void attach(Fd mount, String target, boolean directory) {
    // A root opened anew sees the mounts made since.
    try (RootDirectory inside = RootDirectory.open(root)) {
      String path = inside.resolve(target);
      if (path.isEmpty()) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "\"" + target + "\" is the root itself; nothing can be mounted there");
      }
      make(inside, path, directory);
      try (Fd place = inside.descriptor(path)) {
        Mounts.attach(mount, place, target);
      }
    }
  }

  /** Makes sure that there is a directory to mount on, for whoever does that later. */
  void prepare(String target) {
    try (RootDirectory inside = RootDirectory.open(root)) {
      make(inside, inside.resolve(target), true);
    }
  }

  private void make(RootDirectory inside, String path, boolean directory) {
    if (inside.status(path).isPresent()) {
      return;
    }
    int slash = path.lastIndexOf('/');
    String parent = slash < 0 ? "" : path.substring(0, slash);
    if (slash > 0) {
      make(inside, parent, true);
    }
    Instant before = modified(inside, parent);
    Instant now = Instant.now();
    if (directory) {
      inside.makeDirectory(path, new Attributes(0755, 0, 0, now));
    } else {
      makeEmptyFile(inside, path, now);
    }
    stubs.add(new Stub(path, directory, before, modified(inside, parent)));
  }

  private static void makeEmptyFile(RootDirectory inside, String path, Instant now) {
    try {
      inside.makeFile(path, InputStream.nullInputStream(), new Attributes(0644, 0, 0, now));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant modified(RootDirectory inside, String path) {
    return inside.status(path).map(FileStatus::modified).orElseThrow();
  }

  /**
   * Removes what was made, unless it has been filled since. A directory around it that nobody else
   * changed gets its old time back.
   *
   * @param kept where the root's own files are when nothing is mounted on them
   */
  void removeStubs(Path kept) {
    if (stubs.isEmpty()) {
      return;
    }
    try (RootDirectory directory = RootDirectory.open(kept)) {
      for (Stub stub : stubs.reversed()) {
        remove(directory, stub);
      }
    }
  }

  private static void remove(RootDirectory directory, Stub stub) {
    if (!isUntouched(directory, stub)) {
      return;
    }
    int slash = stub.path().lastIndexOf('/');
    String parent = slash < 0 ? "" : stub.path().substring(0, slash);
    boolean onlyOurs = modified(directory, parent).equals(stub.parentAfter());
    directory.delete(stub.path());
    if (onlyOurs) {
      directory.setModified(parent, stub.parentBefore());
    }
  }

  private static boolean isUntouched(RootDirectory directory, Stub stub) {
    return directory
        .status(stub.path())
        .map(status ->
            stub.directory()
                ? status.isDirectory() && directory.children(stub.path()).isEmpty()
                : status.isFile() && status.size() == 0)
        .orElse(false);
  }
}
