package io.drydock.container;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A mount as {@code --mount} asks for it: {@code Mount} of Docker's API.
 *
 * @param type {@code bind}, {@code volume}, {@code tmpfs}, {@code image}, {@code npipe}, {@code
 *     cluster}; what else was asked for is kept for the error message
 * @param source a path of the host, a volume's or an image's name; empty for an anonymous volume
 * @param target absolute path in the container
 * @param consistency accepted and without effect on Linux
 */
public record Mount(
    String type,
    String source,
    String target,
    boolean readOnly,
    String consistency,
    Optional<BindOptions> bind,
    Optional<VolumeOptions> volume,
    Optional<TmpfsOptions> tmpfs,
    Optional<ImageOptions> image) {

  /**
   * Of mounts of the type {@code bind}.
   *
   * @param propagation {@code rprivate} and the like; empty for the default
   */
  public record BindOptions(
      String propagation,
      boolean nonRecursive,
      boolean createMountpoint,
      boolean readOnlyNonRecursive,
      boolean readOnlyForceRecursive) {}

  /**
   * Of mounts of the type {@code volume}.
   *
   * @param noCopy whether a new volume stays empty
   * @param driver of a volume that has to be made
   * @param subpath of the volume, relative; empty for all of it
   */
  public record VolumeOptions(
      boolean noCopy,
      SequencedMap<String, String> labels,
      Optional<Driver> driver,
      String subpath) {
    public VolumeOptions {
      labels = Collections.unmodifiableSequencedMap(labels);
    }
  }

  /** A volume driver and what it is told. */
  public record Driver(String name, SequencedMap<String, String> options) {
    public Driver {
      options = Collections.unmodifiableSequencedMap(options);
    }
  }

  /**
   * Of mounts of the type {@code tmpfs}.
   *
   * @param sizeBytes 0 for no limit
   * @param mode permission bits; 0 for 1777
   * @param options words for mount(8), each alone or as name and value
   */
  public record TmpfsOptions(long sizeBytes, int mode, List<List<String>> options) {
    public TmpfsOptions {
      options = options.stream().map(List::copyOf).toList();
    }
  }

  /** Of mounts of the type {@code image}. */
  public record ImageOptions(String subpath) {}
}
