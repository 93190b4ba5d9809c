package io.drydock.oci.layer;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.MediaTypes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How an archive is compressed. Layers are NONE, GZIP or ZSTD; ADD takes the others too. */
public enum Compression {
  NONE,
  GZIP,
  ZSTD,
  XZ,
  BZIP2;

  /** As the docker command line does it when nothing is said. */
  public static final int DEFAULT_LEVEL = -1;

  private static final int BUFFER = 64 * 1024;
  private static final int MAGIC_LENGTH = 6;

  /** Two compress faster than one reads; more do not help where the disk is the limit. */
  private static final int ZSTD_WORKERS = 2;

  private static final int ZSTD_LEVEL = 3;

  /** xz files that want more memory to be decompressed are refused; xz -9 wants 65 MiB. */
  private static final int XZ_MEMORY_KIB = 128 * 1024;

  /** The compression that the first bytes of a file show, NONE when they show none. */
  public static Compression detect(byte[] head, int length) {
    if (starts(head, length, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (starts(head, length, 0x28, 0xb5, 0x2f, 0xfd)
        || (length >= 4
            && (head[0] & 0xf0) == 0x50
            && starts(new byte[] {head[1], head[2], head[3]}, 3, 0x2a, 0x4d, 0x18))) {
      return ZSTD;
    }
    if (starts(head, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    return starts(head, length, 'B', 'Z', 'h') ? BZIP2 : NONE;
  }

  private static boolean starts(byte[] head, int length, int... magic) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** The compression that a layer's media type says; NONE when the type is of no layer. */
  public static Compression of(String mediaType) {
    if (mediaType.endsWith("+gzip") || mediaType.endsWith(".gzip")) {
      return GZIP;
    }
    return mediaType.endsWith("+zstd") || mediaType.endsWith(".zstd") ? ZSTD : NONE;
  }

  /**
   * The media type of a layer so compressed.
   *
   * @throws DrydockException of kind UNSUPPORTED when layers are not compressed so
   */
  public String layerMediaType() {
    return switch (this) {
      case NONE -> MediaTypes.OCI_LAYER;
      case GZIP -> MediaTypes.OCI_LAYER_GZIP;
      case ZSTD -> MediaTypes.OCI_LAYER_ZSTD;
      case XZ, BZIP2 ->
          throw new DrydockException(
              ErrorKind.UNSUPPORTED, "layers cannot be compressed with " + name());
    };
  }

  /** The uncompressed bytes of a stream whose compression its first bytes show. */
  public static InputStream decompressAny(InputStream in) throws IOException {
    var buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(MAGIC_LENGTH);
    byte[] head = new byte[MAGIC_LENGTH];
    int length = buffered.readNBytes(head, 0, MAGIC_LENGTH);
    buffered.reset();
    return detect(head, length).decompress(buffered);
  }

  /**
   * The uncompressed bytes. Damage shows as an {@link IOException} when it is read.
   *
   * @param in closed with the result
   */
  public InputStream decompress(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GzipInput(in);
      case ZSTD -> new ZstdInputStream(in).setContinuous(false);
      case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
    };
  }

  /**
   * A stream that compresses into {@code out}. The same input gives the same bytes, whatever the
   * machine's load, as long as the compressing library stays the same.
   *
   * @param out closed with the result
   * @param level 0 to 9 for gzip, 1 to 22 for zstd, or {@link #DEFAULT_LEVEL}
   * @throws DrydockException of kind UNSUPPORTED for XZ and BZIP2
   */
  public OutputStream compress(OutputStream out, int level) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new GzipOutput(out, level == DEFAULT_LEVEL ? GzipOutput.LEVEL : level);
      case ZSTD ->
          new ZstdOutputStream(out, level == DEFAULT_LEVEL ? ZSTD_LEVEL : level)
              .setWorkers(ZSTD_WORKERS);
      case XZ, BZIP2 ->
          throw new DrydockException(ErrorKind.UNSUPPORTED, "cannot compress with " + name());
    };
  }
}
