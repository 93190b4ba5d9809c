package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * In which repositories a blob is known to be, as the last pulls and pushes found: one small file a
 * blob, with a line {@code domain/path} for each, the newest first. A hint and no more: a registry
 * may have forgotten it, and a file may be missing.
 */
final class Whereabouts {
  private static final int MOST = 8;

  private final Path directory;

  /**
   * @param store the store's root directory
   */
  Whereabouts(Path store) {
    this.directory = store.resolve("distribution").resolve("sources");
  }

  /** Names of repositories, the newest first. */
  List<String> of(Digest blob) {
    try {
      return Files.readAllLines(file(blob));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.FORBIDDEN, "cannot read " + file(blob) + ": " + e, e);
    }
  }

  void add(Digest blob, String repository) {
    List<String> known = of(blob);
    if (!known.isEmpty() && known.getFirst().equals(repository)) {
      return;
    }
    var names = new LinkedHashSet<String>();
    names.add(repository);
    names.addAll(known);
    try {
      Files.createDirectories(directory.resolve(blob.algorithm()));
      Path temporary = Files.createTempFile(directory, "new", "");
      Files.write(temporary, names.stream().limit(MOST).toList());
      Files.move(temporary, file(blob), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.FORBIDDEN, "cannot write " + file(blob) + ": " + e, e);
    }
  }

  private Path file(Digest blob) {
    return directory.resolve(blob.algorithm()).resolve(blob.encoded());
  }
}
