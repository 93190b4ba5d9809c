package io.drydock.build;

import io.drydock.oci.layer.Compression;
import java.util.List;

/**
 * What {@code --cache-to} asks for.
 *
 * @param ignoreError whether the build succeeds although the export fails
 * @param reset for a directory: whether what the new cache does not need is removed from it
 */
public record CacheTarget(
    CacheLocation location,
    Mode mode,
    Form form,
    Documents documents,
    Mounts mounts,
    boolean ignoreError,
    boolean reset) {

  /** Which steps are exported. */
  public enum Mode {
    /** Those whose layers the result has. */
    MIN,
    /** All. */
    MAX
  }

  /**
   * How layers are compressed.
   *
   * @param compression NONE, GZIP or ZSTD
   * @param level as {@link Compression#compress} takes it
   * @param force whether layers that are compressed otherwise already are compressed anew
   */
  public record Form(Compression compression, int level, boolean force) {
    public static final Form GZIP = new Form(Compression.GZIP, Compression.DEFAULT_LEVEL, false);
  }

  /** Which kind of document lists the blobs. */
  public enum Documents {
    OCI_MANIFEST,
    OCI_INDEX,
    DOCKER_INDEX
  }

  /**
   * Which cache mounts of the build go with it.
   *
   * @param all whether all that the build's steps use
   * @param ids those that go else
   */
  public record Mounts(boolean all, List<String> ids) {
    public static final Mounts NONE = new Mounts(false, List.of());

    public Mounts {
      ids = List.copyOf(ids);
    }

    public boolean wants(String id) {
      return all || ids.contains(id);
    }

    public boolean isEmpty() {
      return !all && ids.isEmpty();
    }
  }
}
