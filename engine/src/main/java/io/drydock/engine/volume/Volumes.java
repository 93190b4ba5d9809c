package io.drydock.engine.volume;

import io.drydock.container.VolumeSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All volumes of an engine. Safe for many threads; one process has the directory at a time. */
public final class Volumes {
  private Volumes(Path directory) {
    throw new UnsupportedOperationException(directory.toString());
  }

  /**
   * The volumes below a directory, which is made where it does not exist.
   *
   * @throws io.drydock.core.DrydockException when the directory cannot be used
   */
  public static Volumes open(Path directory) {
    return new Volumes(directory);
  }

  /**
   * Makes a volume, or returns the one of that name as it is.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID for a bad name or option, NOT_FOUND
   *     for an unknown driver
   */
  public Volume create(VolumeSpec spec) {
    throw new UnsupportedOperationException();
  }

  /**
   * The volume of that name.
   *
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND, in Docker's words
   */
  public Volume get(String name) {
    return find(name).orElseThrow();
  }

  public Optional<Volume> find(String name) {
    throw new UnsupportedOperationException();
  }

  /** Those that the filter lets through, by name. */
  public List<Volume> list(VolumeFilter filter) {
    throw new UnsupportedOperationException();
  }

  /**
   * Removes a volume and its files.
   *
   * @param force whether a volume that does not exist is fine
   * @throws io.drydock.core.DrydockException of kind CONFLICT while a container has it
   */
  public void remove(String name, boolean force) {
    throw new UnsupportedOperationException();
  }

  /**
   * Removes the volumes that no container has.
   *
   * @param all whether those with a name go too, not only anonymous ones
   */
  public VolumePruneReport prune(VolumeFilter filter, boolean all) {
    throw new UnsupportedOperationException();
  }

  /** Counts a volume's files. */
  public VolumeUsage usage(String name) {
    throw new UnsupportedOperationException();
  }

  /** The containers that have a volume. */
  public Set<String> users(String name) {
    throw new UnsupportedOperationException();
  }
}
