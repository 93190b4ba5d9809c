package io.drydock.base.archive;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What was fetched from archives, on disk: package files and indexes by their digest, the newest
 * release file of each suite. Files appear whole under their names, so any number of processes may
 * share one cache; two that fetch the same file both write it, and either copy is right.
 */
final class ArchiveCache {
  private final Path root;

  ArchiveCache(Path root) {
    this.root = root;
  }

  /** Where content of that digest lies or would lie. */
  Path path(Digest digest) {
    String hex = digest.encoded();
    return root.resolve(digest.algorithm()).resolve(hex.substring(0, 2)).resolve(hex);
  }

  /** The content if it is there and unharmed; a harmed file is removed. */
  Optional<Path> find(Digest digest) {
    Path path = path(digest);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(path)) {
      if (Digest.of(in).equals(digest)) {
        return Optional.of(path);
      }
      Files.deleteIfExists(path);
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", path, e);
    }
  }

  /** A new file in which content is gathered before it gets its name. */
  Path temporary() {
    try {
      Path directory = Files.createDirectories(root.resolve("partial"));
      return Files.createTempFile(directory, "", ".part");
    } catch (IOException e) {
      throw failed("write to", root, e);
    }
  }

  /** Gives a gathered file its name. */
  Path keep(Path temporary, Path target) {
    try {
      Files.createDirectories(target.getParent());
      return Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("write", target, e);
    }
  }

  /** Where the uncompressed form of an index lies or would lie. */
  Path indexPath(Digest compressed) {
    return root.resolve("index").resolve(compressed.encoded());
  }

  /** Where the release file of a suite lies or would lie. */
  Path releasePath(Repository repository) {
    byte[] name = repository.toString().getBytes(StandardCharsets.UTF_8);
    return root.resolve("release").resolve(Digest.of(name).encoded());
  }

  private static DrydockException failed(String verb, Path path, IOException e) {
    return new DrydockException(ErrorKind.UNAVAILABLE, "cannot " + verb + " " + path, e);
  }
}
