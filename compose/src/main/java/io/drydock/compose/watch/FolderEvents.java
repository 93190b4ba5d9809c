package io.drydock.compose.watch;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Tells which files below some folders change, those in folders that come later too. */
final class FolderEvents implements AutoCloseable {
  /** Changes that follow each other more closely belong together. */
  private static final long QUIET_MILLIS = 25;

  /** However long changes go on, after this time those so far are told. */
  private static final long LONGEST_MILLIS = 500;

  private final WatchService service;
  private final Predicate<Path> reaches;

  /**
   * Watches nothing yet.
   *
   * @param reaches whether a folder may hold files that count; others are not looked into
   */
  FolderEvents(Predicate<Path> reaches) throws IOException {
    this.service = Path.of("/").getFileSystem().newWatchService();
    this.reaches = reaches;
  }

  /** Watches a file, or a folder with all below it. */
  void add(Path root) throws IOException {
    if (Files.isDirectory(root)) {
      addFolders(root, new LinkedHashSet<>());
    } else {
      register(root.resolveSibling("").toAbsolutePath());
    }
  }

  /** Watches a folder, and collects the files that it holds already. */
  private void addFolders(Path root, Set<Path> files) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (!reaches.test(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            register(folder);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void register(Path folder) throws IOException {
    try {
      folder.register(
          service,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("limit")) {
        throw new DrydockException(
                ErrorKind.UNAVAILABLE, "the system lets no more folders be watched", e)
            .withHint(
                "Raise fs.inotify.max_user_watches, or ignore folders that need no watching.");
      }
      if (Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Waits for changes; the paths, which need not exist any more. */
  Set<Path> next() throws IOException, InterruptedException {
    var changed = new LinkedHashSet<Path>();
    collect(service.take(), changed);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
    while (System.nanoTime() < end) {
      WatchKey key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
      if (key == null) {
        break;
      }
      collect(key, changed);
    }
    return changed;
  }

  private void collect(WatchKey key, Set<Path> changed) throws IOException {
    Path folder = (Path) key.watchable();
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
        addFolders(folder, changed);
      } else if (event.context() instanceof Path name) {
        Path path = folder.resolve(name);
        changed.add(path);
        if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)
            && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          addFolders(path, changed);
        }
      }
    }
    key.reset();
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
