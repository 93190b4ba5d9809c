package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A blob on its way up: counts all bytes, also those that an earlier attempt has brought to the
 * registry and that are not sent again, and tells trouble on this side from trouble on the way.
 */
final class UploadBody {
  /** Bytes between two progress reports. */
  private static final long STEP = 512 << 10;

  private final BlobSource source;
  private final LongConsumer progress;
  private volatile Optional<Counted> current = Optional.empty();
  private volatile Optional<Exception> failure = Optional.empty();

  /**
   * @param progress told the position from time to time, from another thread
   */
  UploadBody(BlobSource source, LongConsumer progress) {
    this.source = source;
    this.progress = progress;
  }

  /** The bytes from the offset on. */
  InputStream open(long offset) {
    try {
      var counted = new Counted(source.open());
      current = Optional.of(counted);
      counted.skipNBytes(offset);
      return counted;
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(e);
      throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
    }
  }

  /** Bytes handed out so far, with those skipped. */
  long position() {
    return current.map(each -> each.position).orElse(0L);
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
    private volatile long position;
    private volatile boolean closed;
    private long told;

    Counted(InputStream in) {
      super(in);
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
        count(Math.max(0, n));
        return n;
      } catch (IOException | RuntimeException e) {
        failure = closed ? failure : Optional.of(e);
        throw e instanceof IOException io ? io : new IOException(e);
      }
    }

    @Override
    public long skip(long count) throws IOException {
      long n = in.skip(count);
      count(n);
      return n;
    }

    private void count(long n) {
      long reached = position + n;
      position = reached;
      if (reached - told >= STEP) {
        told = reached;
        progress.accept(reached);
      }
    }

    @Override
    public void close() throws IOException {
      closed = true;
      super.close();
    }
  }
}
