package io.drydock.engine.volume;

import java.util.List;

/**
 * A mount that is ready for the OCI runtime: its source exists and is mounted where it has to be.
 *
 * @param name of the volume; empty for all else
 * @param source a path of the host, or {@code tmpfs}
 * @param destination absolute and clean
 * @param options for the runtime, all but those that say read-only: {@code rbind} or {@code bind}
 *     and the propagation; of memory all options, read-only among them
 * @param propagation as {@code rprivate}; empty for memory
 */
public record ResolvedMount(
    MountType type,
    String name,
    String source,
    String destination,
    List<String> options,
    Access access,
    String propagation) {
  public ResolvedMount {
    options = List.copyOf(options);
  }

  /** Whether and how far a mount is read-only. */
  public enum Access {
    READ_WRITE,
    /** Mounts below it stay as they are: {@code ro}. */
    READ_ONLY,
    /** {@code rro} where kernel and runtime know it, else {@code ro}. */
    READ_ONLY_RECURSIVE_IF_POSSIBLE,
    /** {@code rro}, or the container does not start. */
    READ_ONLY_RECURSIVE
  }

  /** The type of file system in the runtime's configuration. */
  public String fileSystem() {
    return type == MountType.TMPFS ? "tmpfs" : "bind";
  }
}
