package io.drydock.composefile.model;

import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * What a service's containers find in their file system beside the image.
 *
 * @param volumesFrom as {@code SERVICE[:ro|rw]} or {@code container:NAME[:ro|rw]}
 * @param tmpfs as {@code PATH[:OPTIONS]}
 * @param storageOptions of the engine's storage driver
 * @param shmSizeBytes of {@code /dev/shm}
 * @param readOnly whether the root file system is read only
 * @param useApiSocket whether the engine's socket and the user's credentials are put in
 */
public record ServiceStorage(
    List<ServiceVolume> volumes,
    List<String> volumesFrom,
    List<String> tmpfs,
    List<FileReference> secrets,
    List<FileReference> configs,
    SequencedMap<String, String> storageOptions,
    OptionalLong shmSizeBytes,
    boolean readOnly,
    boolean useApiSocket) {
  public ServiceStorage {
    volumes = List.copyOf(volumes);
    volumesFrom = List.copyOf(volumesFrom);
    tmpfs = List.copyOf(tmpfs);
    secrets = List.copyOf(secrets);
    configs = List.copyOf(configs);
    storageOptions = Copies.of(storageOptions);
  }
}
