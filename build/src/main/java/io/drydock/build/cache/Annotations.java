package io.drydock.build.cache;

/** What descriptors of a cache's blobs say about them. */
final class Annotations {
  /** The diff ID of a layer. */
  static final String DIFF_ID = "containerd.io/uncompressed";

  /** When a layer was made. */
  static final String CREATED = "buildkit/createdat";

  /** The name of the cache mount whose files a blob has. */
  static final String MOUNT_ID = "io.drydock.cache.mount.id";

  /** A digest over the names, sizes and times of a cache mount's files. */
  static final String MOUNT_STATE = "io.drydock.cache.mount.state";

  /** The type of a blob with a cache mount's files. */
  static final String MOUNT_TYPE = "application/vnd.drydock.cache.mount.v1.tar+zstd";

  private Annotations() {}
}
