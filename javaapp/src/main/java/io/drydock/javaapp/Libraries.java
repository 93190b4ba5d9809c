package io.drydock.javaapp;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Adds jars that lie in files. */
final class Libraries {
  private Libraries() {}

  /** Adds each jar, and each jar in a directory. */
  static void addAll(JavaApplication.Files files, List<Path> paths) throws IOException {
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> jars = Files.list(path)) {
          jars.filter(each -> each.toString().endsWith(".jar"))
              .sorted()
              .forEach(each -> add(files, each));
        }
      } else if (Files.isRegularFile(path)) {
        add(files, path);
      } else {
        throw new DrydockException(ErrorKind.NOT_FOUND, "dependency " + path + ": no such file");
      }
    }
  }

  private static void add(JavaApplication.Files files, Path jar) {
    files.addLibrary(ApplicationFile.of(String.valueOf(jar.getFileName()), jar));
  }
}
