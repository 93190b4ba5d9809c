package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A blob on its way up: counts all bytes, and hashes them where nobody has yet; also those that an
 * earlier attempt has brought to the registry and that are not sent again.
 */
final class UploadBody {
  /** Bytes between two progress reports. */
  private static final long STEP = 512 << 10;

  private final BlobSource source;
  private final boolean hashing;
  private final LongConsumer progress;
  private volatile Optional<Counted> current = Optional.empty();
  private volatile Optional<Exception> failure = Optional.empty();

  private UploadBody(BlobSource source, boolean hashing, LongConsumer progress) {
    this.source = source;
    this.hashing = hashing;
    this.progress = progress;
  }

  /** Of a blob whose digest is known; the registry checks it. */
  static UploadBody known(BlobSource source, LongConsumer progress) {
    return new UploadBody(source, false, progress);
  }

  /** Of a blob in the making, whose digest {@link #digest} tells in the end. */
  static UploadBody hashed(BlobSource source, LongConsumer progress) {
    return new UploadBody(source, true, progress);
  }

  /** The bytes from the offset on. */
  InputStream open(long offset) {
    try {
      var counted = new Counted(source.open());
      current = Optional.of(counted);
      counted.skipNBytes(offset);
      return counted;
    } catch (IOException e) {
      failure = Optional.of(e);
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes handed out so far, with those skipped. */
  long position() {
    return current.map(each -> each.position).orElse(0L);
  }

  /** The digest of all bytes; only once they were all read. */
  Digest digest() {
    return Digest.of(current.orElseThrow().hash);
  }

  /** Throws what went wrong on this side, which no second attempt cures. */
  void check() {
    failure.ifPresent(each -> {
      throw each instanceof DrydockException known
          ? known
          : new DrydockException(
              ErrorKind.INTERNAL, "cannot read the layer: " + each.getMessage(), each);
    });
  }

  private final class Counted extends InputStream {
    private final InputStream in;
    private final MessageDigest hash = Digest.sha256();
    private volatile long position;
    private long told;

    Counted(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
          if (hashing) {
            hash.update(buffer, offset, n);
          }
          long reached = position + n;
          position = reached;
          report();
        }
        return n;
      } catch (IOException | RuntimeException e) {
        failure = Optional.of(e);
        throw e instanceof IOException io ? io : new IOException(e);
      }
    }

    private void report() {
      if (position - told >= STEP) {
        told = position;
        progress.accept(position);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
