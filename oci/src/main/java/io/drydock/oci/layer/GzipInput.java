package io.drydock.oci.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip (RFC 1952) of any number of members, as parallel and seekable compressors write
 * it; zeros may follow the last. Unlike the JDK's own stream it does not ask the source how much is
 * available to find out whether another member follows, and so loses nothing on a slow connection.
 */
final class GzipInput extends InputStream {
  private static final int BUFFER = 64 * 1024;
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int RESERVED_FLAGS = 0xe0;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private int from;
  private int to;
  private boolean atEnd;

  GzipInput(InputStream in) throws IOException {
    this.in = in;
    readHeader(next());
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
    try {
      while (!atEnd) {
        int n = inflater.inflate(target, offset, length);
        if (n > 0) {
          checksum.update(target, offset, n);
          return n;
        }
        advance();
      }
      return -1;
    } catch (DataFormatException e) {
      throw (ZipException) new ZipException("the gzip data is damaged").initCause(e);
    }
  }

  /** Gives the inflater what it waits for: more input, or the next member. */
  private void advance() throws IOException {
    if (inflater.finished()) {
      from = to - inflater.getRemaining();
      readTrailer();
      readNextMember();
    } else if (inflater.needsInput()) {
      if (!fill()) {
        throw new EOFException("the gzip data ends too early");
      }
      feed();
    } else {
      throw new ZipException("the gzip data needs a dictionary");
    }
  }

  private void feed() {
    inflater.setInput(buffer, from, to - from);
    from = to;
  }

  private void readTrailer() throws IOException {
    long crc = littleEndian(4);
    long size = littleEndian(4);
    if (crc != checksum.getValue() || size != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw new ZipException("the gzip data is damaged: its checksum is wrong");
    }
  }

  private void readNextMember() throws IOException {
    int first = nextOrEnd();
    while (first == 0) {
      first = nextOrEnd();
    }
    if (first < 0) {
      atEnd = true;
    } else {
      inflater.reset();
      checksum.reset();
      readHeader(first);
    }
  }

  private void readHeader(int first) throws IOException {
    if (first != 0x1f || next() != 0x8b || next() != 8) {
      throw new ZipException("this is not gzip data");
    }
    int flags = next();
    if ((flags & RESERVED_FLAGS) != 0) {
      throw new ZipException("the gzip header has unknown flags");
    }
    skip(6);
    if ((flags & FLAG_EXTRA) != 0) {
      skip((int) littleEndian(2));
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_CRC) != 0) {
      skip(2);
    }
    feed();
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // A name or a comment, of no use here.
    }
  }

  private long littleEndian(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  private int next() throws IOException {
    int b = nextOrEnd();
    if (b < 0) {
      throw new EOFException("the gzip data ends too early");
    }
    return b;
  }

  private int nextOrEnd() throws IOException {
    return from < to || fill() ? buffer[from++] & 0xff : -1;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer, 0, BUFFER));
    return to > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
