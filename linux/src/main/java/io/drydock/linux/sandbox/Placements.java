package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.file.Snapshot;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.LinuxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/**
 * Stands in for mounts where nothing can be mounted: what a command is to find somewhere in its
 * root is put there before, what was there is put aside, and afterwards everything goes back to
 * where it came from. No link that the command makes leads any of this out of the root, and what
 * the command put in the place of something is not taken for it.
 */
final class Placements implements AutoCloseable {
  private static final Attributes STUB = new Attributes(0755, 0, 0, Instant.EPOCH);

  private final RootDirectory root;
  private final RootDirectory aside;
  private final Optional<Snapshot> snapshot;
  private final Deque<Placement> done = new ArrayDeque<>();
  private int numbered;

  /**
   * Something that was put into the root.
   *
   * @param aside the name of what was there before, empty for nothing
   * @param source where it came from and goes back to; empty when it is thrown away
   * @param inode by which it is known again, together with its type: a number is given anew as soon
   *     as its file is gone
   * @param parentBefore when the directory around it had been modified before
   * @param parentAfter and after it was put there
   */
  private record Placement(
      String path,
      String aside,
      Optional<Path> source,
      long inode,
      int type,
      boolean stub,
      Instant parentBefore,
      Instant parentAfter) {}

  /** Makes something at a path where nothing is. */
  interface Maker {
    void make(RootDirectory root, String path) throws IOException;
  }

  /**
   * @param aside an empty directory on the root's file system, out of the command's reach
   */
  Placements(Path root, Path aside, Optional<Snapshot> snapshot) {
    this.root = RootDirectory.open(root);
    this.aside = RootDirectory.open(aside);
    this.snapshot = snapshot;
  }

  /** Puts something new at a place, to be removed afterwards. */
  void make(String target, Maker maker) throws IOException {
    place(target, Optional.empty(), maker);
  }

  /** Puts a file or directory at a place, and back when the command has ended. */
  void lend(Path source, String target) throws IOException {
    place(
        target,
        Optional.of(source),
        (root, path) -> {
          try (RootDirectory home = RootDirectory.open(parentOf(source))) {
            home.moveTo(/* path= */ nameOf(source), root, /* name= */ path);
          }
        });
  }

  private void place(String target, Optional<Path> source, Maker maker) throws IOException {
    String path = root.resolve(target);
    if (path.isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID, "\"" + target + "\" is the root itself; nothing can be mounted there");
    }
    makeParents(parent(path));
    Instant before = modified(parent(path));
    String old = "";
    if (root.status(path).isPresent()) {
      old = Integer.toString(numbered++);
      root.moveTo(path, aside, old);
    }
    // Noted first, so that what fails half-made is cleaned up as well.
    done.push(new Placement(path, old, Optional.empty(), 0, 0, false, before, before));
    maker.make(root, path);
    done.pop();
    Optional<FileStatus> made = root.status(path);
    long inode = made.map(FileStatus::inode).orElse(0L);
    int type = made.map(FileStatus::type).orElse(0);
    done.push(new Placement(path, old, source, inode, type, false, before, modified(parent(path))));
  }

  private void makeParents(String path) {
    if (path.isEmpty() || root.status(path).isPresent()) {
      return;
    }
    makeParents(parent(path));
    Instant before = modified(parent(path));
    root.makeDirectory(path, STUB);
    done.push(
        new Placement(path, "", Optional.empty(), 0, 0, true, before, modified(parent(path))));
  }

  /** Puts everything back, the last first. Nothing runs in the root any more. */
  void restore() {
    while (!done.isEmpty()) {
      restore(done.pop());
    }
  }

  private void restore(Placement each) {
    Optional<FileStatus> parent = root.status(parent(each.path));
    if (parent.isEmpty() || !parent.get().isDirectory()) {
      each.source.ifPresent(Placements::replaceLost); // removed with all that was in it
      return;
    }
    boolean onlyOurs = parent.get().modified().equals(each.parentAfter);
    if (each.stub) {
      removeStub(each.path);
    } else {
      takeOut(each);
    }
    if (!each.aside.isEmpty()) {
      aside.moveTo(each.aside, root, each.path);
      snapshot.ifPresent(known -> known.refresh(root, each.path));
    }
    root.setModified(parent(each.path), onlyOurs ? each.parentBefore : parent.get().modified());
  }

  private void removeStub(String path) {
    boolean empty =
        root.status(path).filter(FileStatus::isDirectory).isPresent()
            && root.children(path).isEmpty();
    if (empty) {
      root.delete(path);
    }
  }

  private void takeOut(Placement each) {
    Optional<FileStatus> present = root.status(each.path);
    boolean same =
        present
            .filter(status -> status.inode() == each.inode && status.type() == each.type)
            .isPresent();
    if (each.source.isPresent() && same) {
      Path source = each.source.get();
      try (RootDirectory home = RootDirectory.open(parentOf(source))) {
        root.moveTo(each.path, home, nameOf(source));
      }
      return;
    }
    each.source.ifPresent(Placements::replaceLost);
    root.delete(each.path);
  }

  /** The command moved or removed what was lent to it: an empty directory takes its place. */
  private static void replaceLost(Path source) {
    try {
      Files.createDirectories(source);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "make \"" + source + "\" again: " + e, e);
    }
  }

  private Instant modified(String path) {
    return root.status(path)
        .map(FileStatus::modified)
        .orElseThrow(() -> new LinuxException("look up \"/" + path + "\"", Errno.ENOENT.number()));
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static Path parentOf(Path path) {
    return Objects.requireNonNull(path.toAbsolutePath().getParent());
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  @Override
  public void close() {
    root.close();
    aside.close();
  }
}
