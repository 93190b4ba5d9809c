package io.drydock.build.copy;

import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.MemoryTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Makes small trees for tests. */
final class Trees {
  static final Instant LONG_AGO = Instant.ofEpochSecond(1_000_000);

  private final MemoryTree tree = new MemoryTree();

  Trees file(String path) {
    return file(path, 0644, 0, 0, path);
  }

  Trees file(String path, int mode, int uid, int gid, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    tree.add(Entry.file(path, mode, bytes.length, LONG_AGO).withOwner(uid, gid), bytes);
    return this;
  }

  Trees hardLinked(String path, long group, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    tree.add(Entry.file(path, 0644, bytes.length, LONG_AGO).withLinkGroup(group), bytes);
    return this;
  }

  Trees directory(String path, int mode, int uid, int gid) {
    tree.add(Entry.directory(path, mode, LONG_AGO).withOwner(uid, gid));
    return this;
  }

  Trees link(String path, String target) {
    tree.add(
        new Entry(path, Entry.Type.SYMLINK, 0777, 0, 0, 0, LONG_AGO, target, 0, 0, 0, Map.of()));
    return this;
  }

  MemoryTree tree() {
    return tree;
  }
}
