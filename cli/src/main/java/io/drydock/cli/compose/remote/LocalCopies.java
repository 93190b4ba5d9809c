package io.drydock.cli.compose.remote;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders that hold what was fetched, each made whole or not at all; what they hold never changes,
 * as they go by commit or digest.
 */
final class LocalCopies {
  private static final List<String> USUAL_FILES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

  private final Path root;

  LocalCopies(Path root) {
    this.root = root;
  }

  /** Fills an empty folder. */
  @FunctionalInterface
  interface Filling {
    void fill(Path folder) throws IOException, InterruptedException;
  }

  /** The folder for what the key names, filled where it is not there yet. */
  Path folder(String key, Filling filling) {
    Path folder = root.resolve(Digest.of(key.getBytes(StandardCharsets.UTF_8)).encoded());
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(root);
      Path fresh = Files.createTempDirectory(root, "new-");
      try {
        filling.fill(fresh);
        Files.move(fresh, folder);
      } catch (FileAlreadyExistsException e) {
        delete(fresh); // Somebody else was faster.
      } catch (IOException | InterruptedException | RuntimeException e) {
        delete(fresh);
        throw e;
      }
      return folder;
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot keep what was fetched", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted while fetching", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The Compose file of a folder, or the path itself where it is a file.
   *
   * @throws DrydockException of kind NOT_FOUND where there is none
   */
  static Path composeFile(Path path, String reference) {
    if (Files.isRegularFile(path)) {
      return path;
    }
    return USUAL_FILES.stream()
        .map(path::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() ->
            new DrydockException(ErrorKind.NOT_FOUND, "there is no Compose file in " + reference));
  }
}
