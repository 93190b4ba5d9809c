package io.drydock.build.export;

import io.drydock.linux.file.RootDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is in a directory and was not written by an export. */
final class OtherFiles {
  private OtherFiles() {}

  /**
   * Deletes them.
   *
   * @param keep paths in the directory, with {@code /} between names
   */
  static void delete(Path directory, Set<String> keep) throws IOException {
    var todo = new ArrayDeque<Path>(List.of(directory));
    while (!todo.isEmpty()) {
      for (Path each : children(todo.pop())) {
        if (!keep.contains(directory.relativize(each).toString())) {
          delete(each);
        } else if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          todo.push(each);
        }
      }
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    var children = new ArrayList<Path>();
    try (var stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    }
    return children;
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      RootDirectory.deleteTree(path);
    } else {
      Files.delete(path);
    }
  }
}
