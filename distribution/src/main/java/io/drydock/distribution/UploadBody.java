package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.layer.HashingInput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
      InputStream in = source.open();
      var counted = hashing ? new Counted(new HashingInput(in), true) : new Counted(in, false);
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
    return current.flatMap(each -> each.digest).orElseThrow();
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

  private final class Counted extends FilterInputStream {
    private final boolean hashed;
    private volatile long position;
    private volatile boolean closed;
    private volatile Optional<Digest> digest = Optional.empty();
    private long told;

    Counted(InputStream in, boolean hashed) {
      super(in);
      this.hashed = hashed;
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
          count(n);
        } else if (n < 0 && hashed && digest.isEmpty()) {
          digest = Optional.of(((HashingInput) in).digest());
        }
        return n;
      } catch (IOException | RuntimeException e) {
        failure = closed ? failure : Optional.of(e);
        throw e instanceof IOException io ? io : new IOException(e);
      }
    }

    private void count(int n) {
      long reached = position + n;
      position = reached;
      if (reached - told >= STEP) {
        told = reached;
        progress.accept(reached);
      }
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] buffer = new byte[(int) Math.min(Math.max(0, count), 64 << 10)];
      return Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public void close() throws IOException {
      closed = true;
      super.close();
    }
  }
}
