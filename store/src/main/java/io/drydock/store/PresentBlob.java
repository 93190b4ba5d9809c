package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;

/** The writer of a blob that is in the store already: its position is the end. */
final class PresentBlob extends Blobs.Writer {
  private final Digest digest;
  private final long size;
  private final LockFile.Hold hold;

  PresentBlob(Digest digest, long size, LockFile.Hold hold) {
    this.digest = digest;
    this.size = size;
    this.hold = hold;
  }

  @Override
  public long position() {
    return size;
  }

  @Override
  public void write(int b) {
    throw new DrydockException(ErrorKind.CONFLICT, "blob " + digest + " is already complete");
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (length > 0) {
      write(bytes[offset]);
    }
  }

  @Override
  public Digest commit() {
    close();
    return digest;
  }

  @Override
  public void commit(Digest expected, long expectedSize) {
    close();
    if (!expected.equals(digest) || expectedSize != size) {
      throw BlobWriter.mismatch(expected, expectedSize, digest, size);
    }
  }

  @Override
  public void suspend() {
    close();
  }

  @Override
  public void close() {
    hold.close();
  }
}
