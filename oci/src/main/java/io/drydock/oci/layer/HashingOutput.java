package io.drydock.oci.layer;

import io.drydock.oci.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes bytes on and hashes them beside it, on another thread when they are many. */
public final class HashingOutput extends FilterOutputStream {
  private final StreamHash hash = new StreamHash();

  public HashingOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    hash.update(bytes, offset, length);
    out.write(bytes, offset, length);
  }

  /** Bytes written so far. */
  public long count() {
    return hash.count();
  }

  /** The SHA-256 digest of all bytes written. Call it once, when the last is written. */
  public Digest digest() {
    return hash.finish();
  }

  @Override
  public void close() throws IOException {
    hash.abandon();
    super.close();
  }
}
