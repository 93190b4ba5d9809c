package io.drydock.base.root;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A root file system in the making. Paths are relative to it, without a leading slash; symbolic
 * links on the way to a name are followed and never lead out of the root.
 */
abstract class Root {
  private static final int MOST_LINKS = 40;

  /** Who may do what with a name, and since when. */
  record Metadata(int mode, int uid, int gid, Instant modified) {
    static Metadata ofRoot(int mode, Instant modified) {
      return new Metadata(mode, 0, 0, modified);
    }
  }

  /** An entry of the finished tree, and how to read its bytes. */
  record Node(Entry entry, Content content) {}

  /** The bytes of a file. */
  @FunctionalInterface
  interface Content {
    Content NONE = InputStream::nullInputStream;

    InputStream open() throws IOException;
  }

  /** The entry at exactly this path, whose parents are no links. */
  abstract Optional<Entry> lookUp(String canonical);

  abstract void makeDirectory(String canonical, Metadata metadata) throws IOException;

  abstract void makeFile(String canonical, Metadata metadata, InputStream content)
      throws IOException;

  abstract void makeSymlink(String canonical, String target, Metadata metadata) throws IOException;

  abstract void makeHardLink(String canonical, String existing) throws IOException;

  /** Removes the name, and everything below it. */
  abstract void delete(String canonical) throws IOException;

  abstract InputStream open(String canonical) throws IOException;

  /** Everything there is, by path, without the root itself. */
  abstract SortedMap<String, Node> nodes();

  /** The names directly in a directory, sorted; empty when there is no such directory. */
  abstract List<String> list(String canonical);

  final Optional<Entry> find(String path) {
    return lookUp(canonical(path));
  }

  final boolean isDirectory(String path) {
    String resolved = canonical(path);
    return resolved.isEmpty()
        || find(path)
            .map(each -> each.isDirectory() || (each.isSymlink() && leadsToDirectory(resolved)))
            .orElse(false);
  }

  private boolean leadsToDirectory(String link) {
    String target = canonical(link + "/x");
    String parent = parent(target);
    return parent.isEmpty() || lookUp(parent).map(Entry::isDirectory).orElse(false);
  }

  /** Makes the directory and those above it, unless something that leads to one is there. */
  final void directory(String path, Metadata metadata) {
    String canonical = prepare(path);
    if (canonical.isEmpty() || isDirectory(canonical)) {
      return;
    }
    act(
        "make directory",
        path,
        () -> {
          clear(canonical);
          makeDirectory(canonical, metadata);
        });
  }

  /** Writes the file in place of what has its name. */
  final void file(String path, Metadata metadata, InputStream content) {
    String canonical = prepare(path);
    act(
        "write",
        path,
        () -> {
          clear(canonical);
          makeFile(canonical, metadata, content);
        });
  }

  final void file(String path, Metadata metadata, String content) {
    file(path, metadata, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  /** Makes the link; a directory that has its name stays, as with dpkg. */
  final void symlink(String path, String target, Metadata metadata) {
    String canonical = prepare(path);
    if (lookUp(canonical).map(Entry::isDirectory).orElse(false)) {
      return;
    }
    act(
        "link",
        path,
        () -> {
          clear(canonical);
          makeSymlink(canonical, target, metadata);
        });
  }

  final void hardLink(String path, String existing) {
    String canonical = prepare(path);
    String target = canonical(existing);
    if (canonical.equals(target)) {
      return;
    }
    act(
        "link",
        path,
        () -> {
          clear(canonical);
          makeHardLink(canonical, target);
        });
  }

  final void remove(String path) {
    String canonical = canonical(path);
    if (lookUp(canonical).isPresent()) {
      act("remove", path, () -> delete(canonical));
    }
  }

  /** The text of a file, empty when there is none. */
  final Optional<String> read(String path) {
    Optional<Entry> entry = find(path).filter(Entry::isFile);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = open(canonical(path))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed("read", path, e);
    }
  }

  /** The path with all links on the way resolved; a link at its end stays. */
  final String canonical(String path) {
    Deque<String> left = new ArrayDeque<>(Arrays.asList(path.split("/")));
    String done = "";
    int links = 0;
    while (!left.isEmpty()) {
      String name = left.pop();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        done = parent(done);
        continue;
      }
      String next = done.isEmpty() ? name : done + "/" + name;
      Optional<Entry> link =
          left.isEmpty() ? Optional.empty() : lookUp(next).filter(Entry::isSymlink);
      if (link.isEmpty()) {
        done = next;
        continue;
      }
      if (++links > MOST_LINKS) {
        throw new DrydockException(ErrorKind.CORRUPT, "/" + path + " has too many links in it");
      }
      String target = link.get().linkTarget();
      done = target.startsWith("/") ? "" : done;
      for (String each : Arrays.asList(target.split("/")).reversed()) {
        left.push(each);
      }
    }
    return done;
  }

  /** The canonical path, after what is missing above it was made. */
  private String prepare(String path) {
    String canonical = canonical(path);
    String parent = parent(canonical);
    if (!parent.isEmpty() && lookUp(parent).isEmpty()) {
      directory(parent, Metadata.ofRoot(0755, Instant.EPOCH));
    }
    return canonical;
  }

  private void clear(String canonical) throws IOException {
    if (lookUp(canonical).isPresent()) {
      delete(canonical);
    }
  }

  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private static void act(String verb, String path, Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw failed(verb, path, e);
    }
  }

  private static DrydockException failed(String verb, String path, IOException e) {
    return new DrydockException(
        ErrorKind.EXHAUSTED, "cannot " + verb + " /" + path + " of the base: " + e.getMessage(), e);
  }
}
