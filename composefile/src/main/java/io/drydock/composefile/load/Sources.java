package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlReader;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of a project, of which each is read once. */
final class Sources {
  private final Path currentDirectory;
  private final Map<ComposeFile, List<YamlNode>> read = new HashMap<>();

  /**
   * @param currentDirectory where relative paths start
   */
  Sources(Path currentDirectory) {
    this.currentDirectory = currentDirectory;
  }

  /** The documents of a file, as they were written. */
  List<YamlNode> documents(ComposeFile file) {
    List<YamlNode> known = read.get(file);
    if (known == null) {
      String text = file.content().orElseGet(() -> text(file.name()));
      known = List.copyOf(YamlReader.documents(text, file.name()));
      read.put(file, known);
    }
    return known;
  }

  /**
   * The text of a file.
   *
   * @throws DrydockException of kind NOT_FOUND when there is none
   */
  String text(String path) {
    try {
      return Files.readString(path(path));
    } catch (NoSuchFileException e) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "open " + path + ": no such file or directory", e);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** The path, absolute. */
  Path path(String path) {
    return currentDirectory.resolve(path).normalize();
  }
}
