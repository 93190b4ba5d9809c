package io.drydock.javaapp;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the application that a path means: a jar, a directory of classes, a project. */
final class ApplicationReader {
  private static final List<String> OUTPUTS = List.of("target", "build/libs");
  private static final List<String> NOT_RUN =
      List.of("-sources.jar", "-javadoc.jar", "-tests.jar", "-plain.jar");

  private final JavaOptions options;

  ApplicationReader(JavaOptions options) {
    this.options = options;
  }

  /**
   * Reads what the path means.
   *
   * @throws DrydockException of kind NOT_FOUND or INVALID, with what was looked for
   */
  JavaApplication read(Path path) {
    try {
      if (Files.isRegularFile(path)) {
        return new JarReader(options).read(path);
      }
      if (!Files.isDirectory(path)) {
        throw new DrydockException(ErrorKind.NOT_FOUND, path + ": no such file or directory");
      }
      return isProject(path) ? new JarReader(options).read(projectJar(path)) : classes(path);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INVALID, "cannot read " + path + ": " + e, e);
    } catch (UncheckedIOException e) {
      throw new DrydockException(ErrorKind.INVALID, "cannot read " + path + ": " + e.getCause(), e);
    }
  }

  private static boolean isProject(Path directory) {
    return Stream.of("pom.xml", "build.gradle", "build.gradle.kts")
        .anyMatch(each -> Files.exists(directory.resolve(each)));
  }

  /** The project's jar: the only one that is built to be run, not its sources or tests. */
  private static Path projectJar(Path project) throws IOException {
    for (String output : OUTPUTS) {
      Path folder = project.resolve(output);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          List<Path> jars = files.filter(ApplicationReader::runs).sorted().toList();
          if (jars.size() == 1) {
            return jars.getFirst();
          }
          if (jars.size() > 1) {
            throw new DrydockException(
                ErrorKind.INVALID, "several jars could be meant: " + jars + "; name one");
          }
        }
      }
    }
    throw new DrydockException(
        ErrorKind.NOT_FOUND,
        "no jar in " + project + " (looked into target and build/libs)",
        null,
        "Build the project first, or name a jar or a directory of classes.",
        null);
  }

  private static boolean runs(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".jar")
        && !name.startsWith("original-")
        && NOT_RUN.stream().noneMatch(name::endsWith);
  }

  private JavaApplication classes(Path directory) throws IOException {
    var files = new JavaApplication.Files();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path each : tree.filter(Files::isRegularFile).toList()) {
        String path = directory.relativize(each).toString();
        if (!path.equals("module-info.class")) {
          files.addOwn(ApplicationFile.of(path, each));
        }
      }
    }
    Libraries.addAll(files, options.dependencies());
    String mainClass =
        MainClasses.choose(options.mainClass(), "", files.byPart(), directory.toString());
    return new JavaApplication(directory.toString(), mainClass, files.byPart(), () -> {});
  }
}
