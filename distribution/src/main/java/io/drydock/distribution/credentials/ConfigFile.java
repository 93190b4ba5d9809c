package io.drydock.distribution.credentials;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Docker's {@code config.json}: read whole, written whole by renaming, with all members kept that
 * this class knows nothing of.
 */
final class ConfigFile {
  private final Path file;

  ConfigFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /** The document; an empty object when there is no file. */
  JsonObject read() {
    try {
      byte[] raw = Files.readAllBytes(file);
      return raw.length == 0 ? new JsonObject() : Json.object(raw, file.toString());
    } catch (NoSuchFileException e) {
      return new JsonObject();
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.FORBIDDEN, "cannot read " + file + ": " + e, e);
    }
  }

  /** Replaces the file; only its owner may read it. A symbolic link stays one. */
  void write(JsonObject document) {
    try {
      Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path directory = real.getParent();
      Files.createDirectories(directory);
      Path temporary = Files.createTempFile(directory, ".config", ".json", ownerOnly());
      try {
        String text = Json.pretty(document).replace("    ", "\t") + "\n";
        Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.FORBIDDEN, "cannot write " + file + ": " + e, e);
    }
  }

  private static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}
