package io.drydock.composefile.model;

import io.drydock.core.SourceLocation;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * A mount of a service.
 *
 * @param type {@code bind}, {@code volume}, {@code tmpfs}, {@code image}, {@code npipe} or {@code
 *     cluster}
 * @param source a path of the host, the name of a volume within the project, or an image; absent
 *     for an anonymous volume and for tmpfs
 * @param target absolute path in the container
 */
public record ServiceVolume(
    String type,
    Optional<String> source,
    String target,
    boolean readOnly,
    Optional<String> consistency,
    Optional<Bind> bind,
    Optional<VolumeOptions> volume,
    Optional<Tmpfs> tmpfs,
    Optional<String> imageSubpath,
    SourceLocation location) {

  /**
   * Options of a bind mount.
   *
   * @param createHostPath whether a missing path of the host is made as a folder
   * @param recursive {@code enabled}, {@code disabled}, {@code writable} or {@code readonly}
   * @param selinux {@code z} for shared and {@code Z} for private content
   */
  public record Bind(
      Optional<String> propagation,
      boolean createHostPath,
      Optional<String> recursive,
      Optional<String> selinux) {}

  /**
   * Options of a volume mount.
   *
   * @param noCopy whether a new volume stays empty
   */
  public record VolumeOptions(
      boolean noCopy, Optional<String> subpath, SequencedMap<String, String> labels) {
    public VolumeOptions {
      labels = Copies.of(labels);
    }
  }

  /**
   * Options of a tmpfs mount.
   *
   * @param mode permission bits
   */
  public record Tmpfs(OptionalLong sizeBytes, OptionalInt mode) {}
}
