package io.drydock.buildkit.control;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Directories of the store for work in progress. */
final class ScratchDirectory {
  private ScratchDirectory() {}

  /** Removes it as far as possible; the store removes the rest when it is closed. */
  static void remove(Path directory) {
    try {
      Files.walkFileTree(directory, new Deleting());
    } catch (IOException e) {
      // The store's own clean-up follows.
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
