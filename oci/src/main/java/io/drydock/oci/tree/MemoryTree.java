package io.drydock.oci.tree;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tree whose entries are held in memory: what is put together from several places, or made up.
 */
public final class MemoryTree implements FileTree {
  private static final Content NOTHING = () -> InputStream.nullInputStream();

  /** By path, so that what is below a directory comes after it. */
  private final TreeMap<String, Node> nodes = new TreeMap<>(PathOrder.INSTANCE);

  private record Node(Entry entry, Content content) {}

  /** Where a file's bytes are; the same ones each time. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /** An empty tree whose root has mode 0755 and the time 1970. */
  public MemoryTree() {
    nodes.put("", new Node(Entry.directory("", 0755, Instant.EPOCH), NOTHING));
  }

  /**
   * Puts an entry there, in place of what has the path; directories above it that are missing are
   * made as the root is.
   */
  public MemoryTree add(Entry entry) {
    return add(entry, NOTHING);
  }

  /**
   * As {@link #add(Entry)}, with content.
   *
   * @throws IllegalArgumentException when the entry's size is not that of the content
   */
  public MemoryTree add(Entry entry, byte[] content) {
    if (entry.size() != content.length) {
      throw new IllegalArgumentException(entry.path() + " says it has another size");
    }
    byte[] kept = content.clone();
    return add(entry, () -> new ByteArrayInputStream(kept));
  }

  /** As {@link #add(Entry)}, with content that lies elsewhere and has the entry's size. */
  public MemoryTree add(Entry entry, Content content) {
    addParents(entry.path());
    if (!entry.isDirectory()) {
      remove(entry.path());
    }
    nodes.put(entry.path(), new Node(entry, content));
    return this;
  }

  /** Adds a file of root's with mode 0644 and the time 1970. */
  public MemoryTree addFile(String path, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return add(Entry.file(path, 0644, bytes.length, Instant.EPOCH), bytes);
  }

  /** Adds a directory of root's with mode 0755 and the time 1970. */
  public MemoryTree addDirectory(String path) {
    return add(Entry.directory(path, 0755, Instant.EPOCH));
  }

  /** Adds a symbolic link of root's. */
  public MemoryTree addLink(String path, String target) {
    return add(Entry.symlink(path, target, Instant.EPOCH));
  }

  /** Takes the path away, with all that is below it; nothing happens when there is nothing. */
  public MemoryTree remove(String path) {
    Iterator<String> paths = nodes.tailMap(path, !path.isEmpty()).keySet().iterator();
    while (paths.hasNext() && TreePath.isWithin(paths.next(), path)) {
      paths.remove();
    }
    return this;
  }

  private void addParents(String path) {
    if (!path.isEmpty()) {
      String parent = TreePath.parent(path);
      Node above = nodes.get(parent);
      if (above == null || !above.entry.isDirectory()) {
        addDirectory(parent);
      }
    }
  }

  @Override
  public Optional<Entry> find(String path) {
    return Optional.ofNullable(nodes.get(path)).map(Node::entry);
  }

  @Override
  public List<Entry> children(String path) {
    Node directory = nodes.get(path);
    if (directory == null || !directory.entry.isDirectory()) {
      throw notFound(path, "directory");
    }
    var children = new ArrayList<Entry>();
    for (Node each : nodes.tailMap(path, false).values()) {
      if (!TreePath.isWithin(each.entry.path(), path)) {
        break;
      }
      if (TreePath.parent(each.entry.path()).equals(path)) {
        children.add(each.entry);
      }
    }
    return List.copyOf(children);
  }

  @Override
  public InputStream open(Entry file) throws IOException {
    Node node = nodes.get(file.path());
    if (node == null || !node.entry.isFile()) {
      throw notFound(file.path(), "file");
    }
    return node.content.open();
  }

  private static DrydockException notFound(String path, String what) {
    return new DrydockException(ErrorKind.NOT_FOUND, "/" + path + ": no such " + what);
  }
}
