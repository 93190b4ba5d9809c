package io.drydock.core;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A part of a file as a stream. Several may read the same channel, which has no position for them;
 * closing one closes nothing. A file that ends within the part is an {@link EOFException}.
 */
public final class FileSlice extends InputStream {
  private final FileChannel channel;
  private long position;
  private long left;

  /**
   * @param start the part's first byte
   * @param length in bytes
   */
  public FileSlice(FileChannel channel, long start, long length) {
    this.channel = channel;
    this.position = start;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    var into = ByteBuffer.wrap(target, offset, (int) Math.min(length, left));
    int n = channel.read(into, position);
    if (n < 0) {
      throw new EOFException("the file ends too early");
    }
    position += n;
    left -= n;
    return n;
  }

  @Override
  public long skip(long count) {
    long n = Math.min(Math.max(0, count), left);
    position += n;
    left -= n;
    return n;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, left);
  }
}
