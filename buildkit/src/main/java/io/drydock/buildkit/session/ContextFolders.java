package io.drydock.buildkit.session;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies of clients' contexts, kept between builds so that only what changed is sent again. One
 * process at a time uses the directory.
 */
public final class ContextFolders {
  private static final Duration UNUSED = Duration.ofDays(14);

  private final Path root;
  private final Map<Path, Folder> busy = new HashMap<>();

  /**
   * @param root made when it is first needed
   */
  public ContextFolders(Path root) {
    this.root = root;
  }

  /** A copy in use by one build. */
  public final class Folder implements AutoCloseable {
    private final Path path;
    private boolean idle;

    private Folder(Path path) {
      this.path = path;
    }

    Path path() {
      return path;
    }

    /** The client's files. */
    public Path files() {
      return path.resolve("files");
    }

    /** Lets others have the copy, though it is still there until somebody takes it. */
    public void rest() {
      synchronized (ContextFolders.this) {
        idle = true;
      }
    }

    /** Takes the copy up again; false when somebody else has taken it. */
    public boolean resume() {
      synchronized (ContextFolders.this) {
        idle = false;
        return busy.get(path) == this;
      }
    }

    @Override
    public void close() {
      release(this);
    }
  }

  /** The copy of what has that key; another one while it is in use. */
  Folder open(String key) {
    String name = Digest.of(key.getBytes(StandardCharsets.UTF_8)).encoded().substring(0, 32);
    try {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Folder folder = claim(name);
      Files.createDirectories(folder.files());
      Files.setLastModifiedTime(folder.path(), FileTime.from(Instant.now()));
      return folder;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot keep a context in " + root + ": " + e, e);
    }
  }

  private synchronized Folder claim(String name) {
    Path path = root.resolve(name);
    for (int i = 1; busy.containsKey(path) && !busy.get(path).idle; i++) {
      path = root.resolve(name + "-" + i);
    }
    var folder = new Folder(path);
    busy.put(path, folder);
    return folder;
  }

  private synchronized void release(Folder folder) {
    busy.remove(folder.path, folder);
  }

  /**
   * Removes copies that no build uses.
   *
   * @return the bytes that their files had
   */
  public long prune() {
    return prune(Instant.MAX);
  }

  /** Removes copies that no build has used for two weeks. */
  public long pruneUnused() {
    return prune(Instant.now().minus(UNUSED));
  }

  private long prune(Instant usedBefore) {
    long bytes = 0;
    for (Path each : all()) {
      try {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(usedBefore)) {
          bytes += removeUnused(each);
        }
      } catch (IOException e) {
        throw new DrydockException(ErrorKind.INTERNAL, "cannot remove " + each + ": " + e, e);
      }
    }
    return bytes;
  }

  private synchronized long removeUnused(Path path) throws IOException {
    Folder user = busy.get(path);
    if (user != null && !user.idle) {
      return 0;
    }
    busy.remove(path);
    return delete(path);
  }

  private List<Path> all() {
    var all = new ArrayList<Path>();
    try (var children = Files.newDirectoryStream(root)) {
      children.forEach(all::add);
    } catch (NoSuchFileException e) {
      return all;
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot list " + root + ": " + e, e);
    }
    return all;
  }

  /** Removes the path and what is below it, if it is there; links are not followed. */
  static long delete(Path path) throws IOException {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    var bytes = new long[1];
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            bytes[0] += attributes.size();
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }
}
