package io.drydock.build;

import io.drydock.oci.layer.Compression;

/**
 * How an image's layers are written.
 *
 * @param kind what layers that the build made become
 * @param level of the compression, as {@link Compression#compress} takes it
 * @param force whether layers of a base image that are compressed otherwise are converted too
 */
public record LayerForm(Kind kind, int level, boolean force) {
  /** Nothing is compressed that is not: layers are compressed once, when they leave the machine. */
  public static final LayerForm STANDARD =
      new LayerForm(Kind.AS_IT_IS, Compression.DEFAULT_LEVEL, false);

  /** What every program reads. */
  public static final LayerForm GZIP = new LayerForm(Kind.GZIP, Compression.DEFAULT_LEVEL, false);

  /** Whether every layer stays as it is. */
  public boolean isPlain() {
    return kind == Kind.AS_IT_IS && !force;
  }

  /** What becomes of a layer. */
  public enum Kind {
    AS_IT_IS,
    UNCOMPRESSED,
    GZIP,
    /** A gzip with a table of contents, of which programs can fetch single files. */
    ESTARGZ,
    ZSTD
  }
}
