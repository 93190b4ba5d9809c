package io.drydock.base;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories for work in progress. */
final class Scratch {
  private Scratch() {}

  /** Removes the directory with all that is in it; follows no links. */
  static void remove(Path directory) {
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot remove " + directory + ": " + e.getMessage(), e);
    }
  }
}
