package io.drydock.base.archive;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The OpenPGP public keys that may sign a repository. */
public sealed interface Keyring {

  /** Keys in files, binary or armored. */
  record KeyFiles(List<Path> paths) implements Keyring {
    public KeyFiles {
      paths = List.copyOf(paths);
    }
  }

  /** Armored keys, written out in the source itself. */
  record Inline(String armored) implements Keyring {}

  /** The keys that the machine trusts for any archive: Debian's own, and those given to apt. */
  static Keyring ofMachine(Path root) {
    var found = new ArrayList<Path>();
    for (String each : List.of("debian-archive-keyring.gpg", "debian-archive-keyring.pgp")) {
      Path keyring = root.resolve("usr/share/keyrings").resolve(each);
      if (Files.isReadable(keyring)) {
        found.add(keyring);
        break;
      }
    }
    Path trusted = root.resolve("etc/apt/trusted.gpg.d");
    if (Files.isDirectory(trusted)) {
      try (Stream<Path> files = Files.list(trusted)) {
        files.filter(Keyring::isKeyFile).sorted().forEach(found::add);
      } catch (IOException e) {
        throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot list " + trusted, e);
      }
    }
    return new KeyFiles(found);
  }

  private static boolean isKeyFile(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".gpg") || name.endsWith(".asc") || name.endsWith(".pgp");
  }

  /**
   * The keys' bytes, one element a file.
   *
   * @throws DrydockException of kind NOT_FOUND when a file cannot be read
   */
  default List<byte[]> contents() {
    return switch (this) {
      case Inline(String armored) -> List.of(armored.getBytes(StandardCharsets.UTF_8));
      case KeyFiles(List<Path> paths) -> paths.stream().map(Keyring::read).toList();
    };
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "cannot read keyring " + path, e)
          .withHint("Install the package debian-archive-keyring, or name a keyring: signed-by.");
    }
  }

  /** Where the keys are, for messages. */
  default String describe() {
    return switch (this) {
      case Inline(String _) -> "the keys in the source";
      case KeyFiles(List<Path> paths) when paths.isEmpty() -> "no keyring";
      case KeyFiles(List<Path> paths) ->
          String.join(", ", paths.stream().map(Path::toString).toList());
    };
  }
}
