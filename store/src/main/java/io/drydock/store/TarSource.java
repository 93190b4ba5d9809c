package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.layer.HashingInput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The uncompressed tar of a layer as a stream: the blob itself, which was checked when it was
 * stored, or a compressed one, which is checked against the diff ID on the way.
 */
final class TarSource implements AutoCloseable {
  private final InputStream in;
  private final @Nullable HashingInput hashed;
  private final Digest diffId;
  private final String layer;

  private TarSource(InputStream in, @Nullable HashingInput hashed, Digest diffId, String layer) {
    this.in = in;
    this.hashed = hashed;
    this.diffId = diffId;
    this.layer = layer;
  }

  static TarSource plain(InputStream blob, Digest diffId, String layer) {
    return new TarSource(blob, null, diffId, layer);
  }

  static TarSource compressed(InputStream blob, Descriptor descriptor, Digest diffId, String layer)
      throws IOException {
    try {
      InputStream tar = Compression.of(descriptor.mediaType()).decompress(blob);
      var hashed = new HashingInput(new CheckedInput(tar, layer + ", blob " + descriptor.digest()));
      return new TarSource(hashed, hashed, diffId, layer);
    } catch (IOException e) {
      blob.close();
      throw CheckedInput.damaged(layer + ", blob " + descriptor.digest(), e);
    }
  }

  InputStream in() {
    return in;
  }

  /**
   * Reads what is left and checks the digest.
   *
   * @throws DrydockException of kind CORRUPT when it is another one
   */
  void finish() throws IOException {
    if (hashed == null) {
      return;
    }
    hashed.transferTo(OutputStream.nullOutputStream());
    Digest actual = hashed.digest();
    if (!actual.equals(diffId)) {
      throw new DrydockException(
          ErrorKind.CORRUPT, layer + " should have the diff ID " + diffId + ", but has " + actual);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Tells damaged compressed data from other failures. */
  private static final class CheckedInput extends FilterInputStream {
    private final String what;

    CheckedInput(InputStream in, String what) {
      super(in);
      this.what = what;
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        throw damaged(what, e);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return in.read(target, offset, length);
      } catch (IOException e) {
        throw damaged(what, e);
      }
    }

    static DrydockException damaged(String what, IOException cause) {
      return new DrydockException(
          ErrorKind.CORRUPT, what + " is damaged: " + cause.getMessage(), cause);
    }
  }
}
