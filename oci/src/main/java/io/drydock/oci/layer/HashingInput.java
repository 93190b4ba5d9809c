package io.drydock.oci.layer;

import io.drydock.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Hashes the bytes that are read through it, on another thread when they are many. */
public final class HashingInput extends FilterInputStream {
  private final StreamHash hash = new StreamHash();

  public HashingInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int n = in.read(target, offset, length);
    if (n > 0) {
      hash.update(target, offset, n);
    }
    return n;
  }

  /** Reads what is skipped, since it counts. */
  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(count, 64 * 1024)];
    int n = count <= 0 ? 0 : read(buffer, 0, buffer.length);
    return Math.max(0, n);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Bytes read so far. */
  public long count() {
    return hash.count();
  }

  /** The SHA-256 digest of all bytes read. Call it once, when the last is read. */
  public Digest digest() {
    return hash.finish();
  }

  @Override
  public void close() throws IOException {
    hash.abandon();
    super.close();
  }
}
