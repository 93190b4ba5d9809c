package io.drydock.engine.health;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.engine.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The health of containers on the disk, a file each. They are written whole but not synced: when
 * the host itself fails, its containers are gone too.
 */
final class HealthFiles {
  private static final Journal JOURNAL = Journal.of("health");

  private final Path folder;

  HealthFiles(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot make the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  void write(String containerId, HealthState state) {
    Path fresh = folder.resolve("." + containerId);
    try {
      Files.write(fresh, Json.bytes(HealthJson.write(state)));
      Files.move(fresh, file(containerId), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      JOURNAL.error("a container's health cannot be kept", e, "container", containerId);
    }
  }

  Optional<HealthState> read(String containerId) {
    try {
      byte[] bytes = Files.readAllBytes(file(containerId));
      return Optional.of(HealthJson.read(Json.object(bytes, "a container's health")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | DrydockException e) {
      JOURNAL.error("a container's health cannot be read", e, "container", containerId);
      return Optional.empty();
    }
  }

  void delete(String containerId) {
    try {
      Files.deleteIfExists(file(containerId));
    } catch (IOException e) {
      JOURNAL.error("a container's health cannot be removed", e, "container", containerId);
    }
  }

  private Path file(String containerId) {
    return folder.resolve(containerId + ".json");
  }
}
