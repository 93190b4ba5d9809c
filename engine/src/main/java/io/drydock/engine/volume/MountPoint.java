package io.drydock.engine.volume;

import java.util.List;

/**
 * A mount of one container as it was settled when the container was made: part of the container's
 * state, and {@code Mounts} of its inspection. The entries of {@code --tmpfs} are not among them.
 *
 * @param name of the volume; empty for all else
 * @param driver of the volume; empty for all else
 * @param source a path of the host: what is bound, or where the volume's files are; of an image its
 *     name; empty for memory
 * @param destination absolute and clean
 * @param mode the options as {@code --volume} had them, or {@code z}
 * @param propagation of a bind, as {@code rprivate}; empty for all else
 */
public record MountPoint(
    MountType type,
    String name,
    String driver,
    String source,
    String destination,
    String mode,
    boolean readWrite,
    String propagation,
    Details details) {

  /**
   * What an inspection does not show of a mount.
   *
   * @param anonymous whether nobody named the volume, so that it may go with the container
   * @param createSource whether a bind's missing source is made as a directory
   * @param recursive whether a bind shows what is mounted below its source
   * @param readOnly how far read-only reaches
   * @param copyUp whether an empty volume is filled from the image
   * @param subpath the part of the volume or image that is mounted, relative; empty for all
   * @param tmpfsOptions words for mount(8)
   */
  public record Details(
      boolean anonymous,
      boolean createSource,
      boolean recursive,
      ReadOnlyReach readOnly,
      boolean copyUp,
      String subpath,
      List<String> tmpfsOptions) {
    public static final Details DEFAULT =
        new Details(false, false, true, ReadOnlyReach.RECURSIVE_IF_POSSIBLE, false, "", List.of());

    public Details {
      tmpfsOptions = List.copyOf(tmpfsOptions);
    }
  }

  /** How far a read-only bind is read-only. */
  public enum ReadOnlyReach {
    /** With all mounts below it where kernel and runtime can, else alone. */
    RECURSIVE_IF_POSSIBLE,
    /** With all mounts below it, or it fails. */
    RECURSIVE,
    /** Alone: mounts below it stay as they are. */
    TOP_ONLY
  }

  /** The mount of a volume, as soon as it is known which. */
  MountPoint of(Volume volume, String newMode) {
    return new MountPoint(
        type,
        volume.name(),
        volume.driver(),
        volume.mountpoint().toString(),
        destination,
        newMode,
        readWrite,
        propagation,
        details);
  }

  /** As another container gets it with {@code --volumes-from}. */
  MountPoint shared(boolean readOnly, String newMode) {
    var kept =
        new Details(
            details.anonymous,
            details.createSource,
            details.recursive,
            details.readOnly,
            false,
            details.subpath,
            details.tmpfsOptions);
    return new MountPoint(
        type,
        name,
        driver,
        source,
        destination,
        newMode,
        readWrite && !readOnly,
        propagation,
        kept);
  }
}
