package io.drydock.oci.layer;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of an archive, read in large pieces, with the errors that tell where it is broken. */
final class TarInput {
  private static final int BUFFER = 256 * 1024;

  private final InputStream in;
  private final String archive;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long consumed;
  private String current = "";

  TarInput(InputStream in, String archive) {
    this.in = in;
    this.archive = archive;
  }

  /** Names the entry that the coming bytes belong to, for errors. */
  void enter(String entry) {
    current = entry;
  }

  DrydockException corrupt(String what) {
    return corrupt(what, null);
  }

  DrydockException corrupt(String what, @Nullable Throwable cause) {
    String place = current.isEmpty() ? "" : " at \"" + current + "\"";
    return new DrydockException(
        ErrorKind.CORRUPT, archive + " is damaged" + place + ": " + what, cause);
  }

  /**
   * Reads the next block whole.
   *
   * @return false at a clean end of the input
   */
  boolean readBlock(byte[] block) throws IOException {
    if (from == to && fill() < 0) {
      return false;
    }
    readFully(block, block.length);
    return true;
  }

  void readFully(byte[] target, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int n = read(target, done, length - done);
      if (n < 0) {
        throw corrupt("it ends too early");
      }
      done += n;
    }
  }

  int read(byte[] target, int offset, int length) throws IOException {
    if (from == to) {
      if (length >= BUFFER) {
        int n = readSource(target, offset, length);
        consumed += Math.max(0, n);
        return n;
      }
      if (fill() < 0) {
        return -1;
      }
    }
    int n = Math.min(length, to - from);
    System.arraycopy(buffer, from, target, offset, n);
    from += n;
    consumed += n;
    return n;
  }

  /** Bytes read or skipped so far. */
  long position() {
    return consumed;
  }

  void skipFully(long count) throws IOException {
    consumed += count;
    long left = count - Math.min(count, to - from);
    from += (int) (count - left);
    while (left > 0) {
      long skipped = left > BUFFER ? in.skip(left - 1) : 0;
      left -= skipped;
      if (skipped == 0) {
        if (fill() < 0) {
          throw corrupt("it ends too early");
        }
        int n = (int) Math.min(left, to - from);
        from += n;
        left -= n;
      }
    }
  }

  private int fill() throws IOException {
    from = 0;
    to = Math.max(0, readSource(buffer, 0, BUFFER));
    return to == 0 ? -1 : to;
  }

  private int readSource(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (EOFException e) {
      throw corrupt("its compressed data ends too early", e);
    }
  }

  void close() throws IOException {
    in.close();
  }
}
