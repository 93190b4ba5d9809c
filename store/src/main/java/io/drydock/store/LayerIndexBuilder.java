package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects a layer's entries for its {@link LayerIndex}, in the order of its tar: of two with the
 * same path the later one counts. Directories that have no entry of their own are added as implied.
 */
final class LayerIndexBuilder {
  static final long NO_CONTENT = -1;
  static final Digest NO_DIGEST = new Digest("sha256", "0".repeat(2 * LayerIndex.DIGEST_LENGTH));
  private static final int IMPLIED_MODE = 0755;

  /** As many as the kernel follows. */
  private static final int MOST_LINKS = 40;

  private final Map<String, LayerNode> items = new HashMap<>();
  private long linkGroups;

  /**
   * Adds anything but a further name of a file.
   *
   * @param content where a file's bytes begin in the tar
   */
  void add(Entry entry, long content, Digest digest) {
    LayerNode present = items.get(entry.path());
    boolean opaque = entry.isDirectory() && present != null && hidesBelow(present);
    Entry own = entry.withLinkGroup(0);
    put(new LayerNode(LayerNode.Kind.of(entry.type()), own, opaque, false, content, digest));
  }

  /**
   * Adds a further name of a file.
   *
   * @param target the path of the file's other name, perhaps of a layer below
   */
  void link(String path, String target) {
    LayerNode first = items.get(target);
    if (first == null || !hasFile(target)) {
      put(
          new LayerNode(
              LayerNode.Kind.LINK, outside(path, target), false, false, NO_CONTENT, NO_DIGEST));
      return;
    }
    if (first.entry().linkGroup() == 0 && first.kind() != LayerNode.Kind.LINK) {
      first = first.withEntry(first.entry().withLinkGroup(++linkGroups));
      items.put(target, first);
    }
    put(first.withEntry(first.entry().withPath(path)));
  }

  /** Hides what the layers below have at the path; this layer's own entry there stays. */
  void whiteout(String path) {
    LayerNode present = items.get(path);
    if (present == null) {
      put(
          new LayerNode(
              LayerNode.Kind.WHITEOUT, outside(path, ""), false, false, NO_CONTENT, NO_DIGEST));
    } else if (present.isDirectory()) {
      items.put(path, present.withOpaque());
    }
  }

  void opaque(String directory) {
    imply(directory);
    items.computeIfPresent(directory, (path, item) -> item.withOpaque());
  }

  /**
   * The path with the layer's own symbolic links on the way to its last component followed, inside
   * the layer's root, as tools see them that unpack a layer in a chroot.
   *
   * @throws DrydockException of kind CORRUPT when links lead in a circle
   */
  String resolve(String path) {
    String parent = TreePath.parent(path);
    LayerNode directory = items.get(parent);
    if (parent.isEmpty() || (directory != null && directory.isDirectory())) {
      return path;
    }
    return TreePath.join(resolveDirectory(parent), TreePath.name(path));
  }

  /** Whether the layer itself has something at the path that a hard link can lead to. */
  boolean hasFile(String path) {
    LayerNode node = items.get(path);
    return node != null && !node.isWhiteout() && !node.isDirectory();
  }

  /** What was added at the path last. */
  @Nullable LayerNode find(String path) {
    return items.get(path);
  }

  /** The bytes of the index file. */
  byte[] build() {
    List<LayerIndexRecord> sorted = new ArrayList<>(items.size());
    int length = LayerIndex.HEADER;
    for (LayerNode item : items.values()) {
      var record = LayerIndexRecord.of(item);
      sorted.add(record);
      length = Math.addExact(length, Integer.BYTES + record.length());
    }
    sorted.sort(LayerIndexRecord::compareTo);
    var file = ByteBuffer.allocate(length);
    file.putInt(LayerIndex.MAGIC).putInt(0).putInt(sorted.size());
    int at = LayerIndex.HEADER + sorted.size() * Integer.BYTES;
    for (LayerIndexRecord each : sorted) {
      file.putInt(at);
      at += each.length();
    }
    for (LayerIndexRecord each : sorted) {
      each.write(file);
    }
    return file.putInt(Integer.BYTES, LayerIndex.checksum(file.array())).array();
  }

  private String resolveDirectory(String path) {
    var pending = new ArrayDeque<String>(List.of(path.split("/", -1)));
    String resolved = "";
    int followed = 0;
    while (!pending.isEmpty()) {
      String next = TreePath.join(resolved, pending.removeFirst());
      LayerNode node = items.get(next);
      if (node == null || node.kind() != LayerNode.Kind.SYMLINK) {
        resolved = next;
        continue;
      }
      if (++followed > MOST_LINKS) {
        throw new DrydockException(
            ErrorKind.CORRUPT, "symbolic links in the layer lead in a circle: /" + path);
      }
      String target = node.entry().linkTarget();
      String followedTo =
          TreePath.cleanWithin(target.startsWith("/") ? target : resolved + "/" + target);
      for (String each : List.of(followedTo.split("/", -1)).reversed()) {
        pending.addFirst(each);
      }
      resolved = "";
    }
    return resolved;
  }

  private void put(LayerNode item) {
    String path = item.entry().path();
    if (!path.isEmpty()) {
      imply(TreePath.parent(path));
    }
    LayerNode replaced = items.put(path, item);
    if (replaced != null && replaced.isDirectory() && !item.isDirectory()) {
      items.keySet().removeIf(each -> each.startsWith(path + "/"));
    }
  }

  /** Sees to it that the path is a directory. */
  private void imply(String path) {
    LayerNode present = items.get(path);
    if (present == null || !present.isDirectory()) {
      Entry entry = Entry.directory(path, IMPLIED_MODE, Instant.EPOCH);
      boolean opaque = present != null && hidesBelow(present);
      put(new LayerNode(LayerNode.Kind.DIRECTORY, entry, opaque, true, NO_CONTENT, NO_DIGEST));
    }
  }

  private static boolean hidesBelow(LayerNode item) {
    return item.isWhiteout() || item.opaque();
  }

  private static Entry outside(String path, String target) {
    return new Entry(path, Entry.Type.FILE, 0, 0, 0, 0, Instant.EPOCH, target, 0, 0, 0, Map.of());
  }
}
