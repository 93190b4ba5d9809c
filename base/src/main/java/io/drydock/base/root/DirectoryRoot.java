package io.drydock.base.root;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A root in a directory of the host, for commands to run in. Owners take the rights of root. */
final class DirectoryRoot extends Root {
  private static final int TYPE_MASK = 0170000;
  private static final int SYMLINK = 0120000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;

  private final Path directory;

  /** Directories and links seen, which are on the way to nearly every name. */
  private final Map<String, Entry> known = new HashMap<>();

  DirectoryRoot(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** To be called when something else than this object has changed the directory. */
  void forget() {
    known.clear();
  }

  @Override
  Optional<Entry> lookUp(String canonical) {
    Entry remembered = known.get(canonical);
    if (remembered != null) {
      return Optional.of(remembered);
    }
    try {
      Entry found = entry(canonical, new HashMap<>());
      if (found.isDirectory() || found.isSymlink()) {
        known.put(canonical, found);
      }
      return Optional.of(found);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(canonical, e);
    }
  }

  private Entry entry(String path, Map<Object, Long> linkGroups) throws IOException {
    Path place = directory.resolve(path);
    Map<String, Object> unix =
        Files.readAttributes(
            place, "unix:mode,uid,gid,size,lastModifiedTime,nlink,ino", LinkOption.NOFOLLOW_LINKS);
    int mode = number(unix, "mode");
    Entry.Type type = type(mode & TYPE_MASK, path);
    boolean file = type == Entry.Type.FILE;
    return new Entry(
        path,
        type,
        type == Entry.Type.SYMLINK ? 0777 : mode & 07777,
        number(unix, "uid"),
        number(unix, "gid"),
        file ? ((Number) unix.getOrDefault("size", 0L)).longValue() : 0,
        modified(unix),
        type == Entry.Type.SYMLINK ? Files.readSymbolicLink(place).toString() : "",
        0,
        0,
        file && number(unix, "nlink") > 1
            ? linkGroups.computeIfAbsent(
                unix.getOrDefault("ino", 0L), _ -> (long) linkGroups.size() + 1)
            : 0,
        Map.of());
  }

  private static int number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.intValue() : 0;
  }

  private static Instant modified(Map<String, Object> attributes) {
    return attributes.get("lastModifiedTime") instanceof FileTime time
        ? time.toInstant()
        : Instant.EPOCH;
  }

  private static Entry.Type type(int bits, String path) throws IOException {
    return switch (bits) {
      case REGULAR -> Entry.Type.FILE;
      case DIRECTORY -> Entry.Type.DIRECTORY;
      case SYMLINK -> Entry.Type.SYMLINK;
      case 0010000 -> Entry.Type.FIFO;
      default -> throw new IOException("/" + path + " is a device or a socket");
    };
  }

  @Override
  void makeDirectory(String canonical, Metadata metadata) throws IOException {
    Path place = directory.resolve(canonical);
    Files.createDirectory(place);
    apply(place, metadata);
  }

  @Override
  void makeFile(String canonical, Metadata metadata, InputStream content) throws IOException {
    Path place = directory.resolve(canonical);
    try (OutputStream out =
        Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.transferTo(out);
    }
    apply(place, metadata);
    Files.setLastModifiedTime(place, FileTime.from(metadata.modified()));
  }

  /** Sets the owner first: changing it takes setuid and setgid away. */
  private static void apply(Path place, Metadata metadata) throws IOException {
    if (metadata.uid() != 0 || metadata.gid() != 0) {
      Files.setAttribute(place, "unix:uid", metadata.uid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(place, "unix:gid", metadata.gid(), LinkOption.NOFOLLOW_LINKS);
    }
    Files.setAttribute(place, "unix:mode", metadata.mode(), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  void makeSymlink(String canonical, String target, Metadata metadata) throws IOException {
    Files.createSymbolicLink(directory.resolve(canonical), Path.of(target));
  }

  @Override
  void makeHardLink(String canonical, String existing) throws IOException {
    Files.createLink(directory.resolve(canonical), directory.resolve(existing));
  }

  @Override
  void delete(String canonical) throws IOException {
    forget();
    Path place = directory.resolve(canonical);
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      Files.delete(place);
      return;
    }
    Files.walkFileTree(
        place,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  InputStream open(String canonical) throws IOException {
    return Files.newInputStream(directory.resolve(canonical), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  SortedMap<String, Node> nodes() {
    var nodes = new TreeMap<String, Node>();
    var linkGroups = new HashMap<Object, Long>();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path each : (Iterable<Path>) walk::iterator) {
        String path = directory.relativize(each).toString();
        if (!path.isEmpty()) {
          Entry entry = entry(path, linkGroups);
          nodes.put(path, new Node(entry, entry.isFile() ? () -> open(path) : Content.NONE));
        }
      }
      return nodes;
    } catch (IOException e) {
      throw failed("", e);
    } catch (UncheckedIOException e) {
      throw failed("", new IOException(e.getMessage(), e));
    }
  }

  @Override
  List<String> list(String canonical) {
    Path place = directory.resolve(canonical);
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> names = Files.list(place)) {
      return names.map(each -> each.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw failed(canonical, e);
    }
  }

  private static DrydockException failed(String path, IOException e) {
    return new DrydockException(
        ErrorKind.UNAVAILABLE, "cannot read /" + path + " of the base: " + e.getMessage(), e);
  }
}
