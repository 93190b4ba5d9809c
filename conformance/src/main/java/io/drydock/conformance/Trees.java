package io.drydock.conformance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Directories of the suites' own. */
public final class Trees {
  private Trees() {}

  /**
   * Copies what the directory holds. Recorded data lies write-protected; the copies get the right
   * to write back for whoever of owner and group may read, as when the answers were recorded.
   */
  static void copyWritable(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Path copy = Files.createDirectories(to.resolve(from.relativize(directory)));
            copyMode(directory, copy);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(file));
            Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isSymbolicLink()) {
              copyMode(file, copy);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void copyMode(Path from, Path to) throws IOException {
    Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(from));
    if (mode.contains(PosixFilePermission.OWNER_READ)) {
      mode.add(PosixFilePermission.OWNER_WRITE);
    }
    if (mode.contains(PosixFilePermission.GROUP_READ)) {
      mode.add(PosixFilePermission.GROUP_WRITE);
    }
    Files.setPosixFilePermissions(to, mode);
  }

  /** Removes the directory and all below it; follows no links. */
  public static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
