package io.drydock.engine.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The file that conmon writes to and those rotated out before it: {@code ctr.log}, {@code
 * ctr.log.1}, {@code ctr.log.2}, …, where a higher number is older.
 *
 * <p>A rotation links the present file under the number 1 and then asks conmon to open its file
 * anew, upon which conmon puts an empty file in its place. Until then both names are one file, so
 * there is no moment without a name to read from.
 */
final class LogFiles {
  private final Path log;

  LogFiles(Path log) {
    this.log = log;
  }

  /**
   * One of the files.
   *
   * @param identity device and inode
   */
  record LogFile(Path path, Object identity, BasicFileAttributes attributes) {}

  /** All of them, the oldest first, each once. */
  synchronized List<LogFile> list() throws IOException {
    var files = new ArrayList<LogFile>();
    add(files, log);
    for (Path each : rotated().values()) {
      add(files, each);
    }
    return files.reversed();
  }

  private static void add(List<LogFile> files, Path path) throws IOException {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      Object identity = attributes.fileKey();
      if (files.stream().noneMatch(each -> each.identity().equals(identity))) {
        files.add(new LogFile(path, identity, attributes));
      }
    } catch (NoSuchFileException e) {
      // Not written yet, or gone.
    }
  }

  /** The rotated files by their numbers. */
  private NavigableMap<Integer, Path> rotated() throws IOException {
    var files = new TreeMap<Integer, Path>();
    Path folder = log.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return files;
    }
    String prefix = log.getFileName() + ".";
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        String name = String.valueOf(each.getFileName());
        if (name.startsWith(prefix)) {
          number(name.substring(prefix.length())).ifPresent(n -> files.put(n, each));
        }
      }
    }
    return files;
  }

  private static Optional<Integer> number(String digits) {
    boolean valid =
        !digits.isEmpty() && digits.length() < 6 && digits.chars().allMatch(Character::isDigit);
    return valid ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
  }

  /** Opens one of the listed files; empty when its name belongs to another by now, or to none. */
  synchronized Optional<RecordReader> open(LogFile file, long offset) throws IOException {
    Optional<Object> expected = Optional.of(file.identity());
    try {
      var reader = new RecordReader(file.path(), offset);
      if (identity(file.path()).equals(expected)) {
        return Optional.of(reader);
      }
      reader.close();
    } catch (NoSuchFileException e) {
      // Gone.
    }
    return Optional.empty();
  }

  /** Bytes in the present file; 0 when there is none. */
  long size() throws IOException {
    try {
      return Files.size(log);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Whether the present file waits for conmon to let it go. */
  boolean isRotating() throws IOException {
    return identity(log).isPresent() && identity(log).equals(identity(numbered(1)));
  }

  private static Optional<Object> identity(Path path) throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Gives the present file the number 1 as well; those before it get the next higher ones. */
  synchronized void shift(int maxFiles) throws IOException {
    int free = 1;
    while (free < maxFiles - 1 && Files.exists(numbered(free))) {
      free++;
    }
    for (int i = free; i > 1; i--) {
      Files.move(numbered(i - 1), numbered(i), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.deleteIfExists(numbered(1));
    Files.createLink(numbered(1), log);
  }

  /** Deletes the rotated files beyond that many in all. */
  synchronized void trim(int maxFiles) throws IOException {
    for (Path each : rotated().tailMap(maxFiles).values()) {
      Files.deleteIfExists(each);
    }
  }

  synchronized void delete() throws IOException {
    Files.deleteIfExists(log);
    trim(1);
  }

  private Path numbered(int number) {
    return log.resolveSibling(log.getFileName() + "." + number);
  }
}
