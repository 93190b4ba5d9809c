package io.drydock.linux.file;

import io.drydock.linux.syscall.FileStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a tree looked like at one moment, for finding what has changed since. No
 * content is read: a file counts as changed when it has another inode, size, mode, owner, time of
 * modification or (which nobody can set back) of change; a directory without regard to the latter,
 * but to its extended attributes. Sockets do not count: no layer has them.
 */
public final class Snapshot {
  private static final int NONE = 0;

  private final Node root;

  /** A file as it was; of a directory with what it held. */
  private static final class Node {
    private Stamp stamp;
    private final Map<String, Node> children = new HashMap<>(0);

    private Node(Stamp stamp) {
      this.stamp = stamp;
    }
  }

  /**
   * @param modified and {@code changed}: in nanoseconds
   * @param attributes a hash of a directory's extended attributes
   */
  private record Stamp(
      int mode,
      int uid,
      int gid,
      long inode,
      long size,
      long modified,
      long changed,
      int attributes) {

    private static Stamp of(RootDirectory root, String path, FileStatus status) {
      boolean directory = status.isDirectory();
      return new Stamp(
          status.mode(),
          status.uid(),
          status.gid(),
          directory ? NONE : status.inode(),
          directory ? NONE : status.size(),
          nanos(status.modified()),
          directory ? NONE : nanos(status.changed()),
          directory ? hash(root.xattrs(path)) : NONE);
    }

    /** Wraps around for times of other centuries, which does not matter for comparing. */
    private static long nanos(Instant time) {
      return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static int hash(Map<String, byte[]> attributes) {
      int hash = NONE;
      for (Map.Entry<String, byte[]> each : attributes.entrySet()) {
        hash = 31 * hash + each.getKey().hashCode() ^ Arrays.hashCode(each.getValue());
      }
      return hash;
    }
  }

  /** Takes the changes one by one. */
  public interface Visitor {
    /** Something is new or has changed, or it is a directory in which something has. */
    void present(String path, FileStatus status) throws IOException;

    /** Nothing is there any more. */
    void removed(String path) throws IOException;
  }

  private Snapshot(Node root) {
    this.root = root;
  }

  /** Looks at all files of the tree. */
  public static Snapshot of(RootDirectory tree) {
    FileStatus status = tree.status("").orElseThrow();
    var root = new Node(Stamp.of(tree, "", status));
    fill(tree, "", root);
    return new Snapshot(root);
  }

  private static void fill(RootDirectory tree, String path, Node directory) {
    for (String name : tree.children(path)) {
      String child = join(path, name);
      Optional<FileStatus> status = status(tree, child);
      if (status.isPresent()) {
        var node = new Node(Stamp.of(tree, child, status.get()));
        directory.children.put(name, node);
        if (status.get().isDirectory()) {
          fill(tree, child, node);
        }
      }
    }
  }

  /** Takes a file as it is now for unchanged. */
  public void refresh(RootDirectory tree, String path) {
    Node node = find(path);
    if (node != null) {
      status(tree, path).ifPresent(status -> node.stamp = Stamp.of(tree, path, status));
    }
  }

  private @Nullable Node find(String path) {
    Node node = root;
    for (String name : path.isEmpty() ? List.<String>of() : List.of(path.split("/", -1))) {
      node = node == null ? null : node.children.get(name);
    }
    return node;
  }

  /**
   * Tells what has changed, parents first, in a directory the removals first, each in the order of
   * names. Afterwards this is a snapshot of the tree as it is then.
   */
  public void update(RootDirectory tree, Visitor visitor) throws IOException {
    new Walk(tree, visitor).directory("", root, new ArrayDeque<>());
  }

  /** One way through a tree and the snapshot of it. */
  private record Walk(RootDirectory tree, Visitor visitor) {
    /** A directory that has not been told of yet. */
    private record Parent(String path, FileStatus status) {}

    /**
     * @param untold directories around this one, and perhaps itself, the innermost last
     */
    private void directory(String path, Node node, Deque<Parent> untold) throws IOException {
      List<String> names = tree.children(path);
      Map<String, FileStatus> present = new HashMap<>();
      for (String name : names) {
        status(tree, join(path, name)).ifPresent(status -> present.put(name, status));
      }
      for (String name : missing(node, present)) {
        tell(untold);
        visitor.removed(join(path, name));
        node.children.remove(name);
      }
      for (String name : names) {
        FileStatus status = present.get(name);
        if (status != null) {
          child(join(path, name), status, node.children.get(name), node, untold);
        }
      }
    }

    private static List<String> missing(Node node, Map<String, FileStatus> present) {
      var missing = new TreeSet<>(node.children.keySet());
      missing.removeAll(present.keySet());
      return new ArrayList<>(missing);
    }

    private void child(
        String path, FileStatus status, @Nullable Node known, Node parent, Deque<Parent> untold)
        throws IOException {
      Stamp stamp = Stamp.of(tree, path, status);
      boolean changed = known == null || !known.stamp.equals(stamp);
      Node node = known == null ? new Node(stamp) : known;
      node.stamp = stamp;
      if (known == null) {
        parent.children.put(RootDirectory.nameOf(path), node);
      }
      if (changed) {
        tell(untold);
        visitor.present(path, status);
      }
      if (!status.isDirectory()) {
        node.children.clear();
        return;
      }
      if (!changed) {
        untold.addLast(new Parent(path, status));
      }
      directory(path, node, untold);
      if (!untold.isEmpty() && untold.getLast().path.equals(path)) {
        untold.removeLast();
      }
    }

    private void tell(Deque<Parent> untold) throws IOException {
      while (!untold.isEmpty()) {
        Parent parent = untold.removeFirst();
        visitor.present(parent.path, parent.status);
      }
    }
  }

  private static Optional<FileStatus> status(RootDirectory tree, String path) {
    return tree.status(path).filter(status -> status.type() != FileStatus.SOCKET);
  }

  private static String join(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }
}
