package io.drydock.base.debian;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads the members of an ar archive as package files are (deb(5)): short names, no index. */
final class ArReader {
  private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 60;
  private static final int NAME_END = 16;
  private static final int SIZE_START = 48;
  private static final int SIZE_END = 58;

  private final InputStream in;
  private long left;
  private boolean padded;

  /**
   * @throws IOException when the stream does not begin as an ar archive does
   */
  ArReader(InputStream in) throws IOException {
    this.in = in;
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new IOException("it is no ar archive");
    }
  }

  /** Goes on to the next member and returns its name. */
  Optional<String> next() throws IOException {
    in.skipNBytes(left + (padded ? 1 : 0));
    byte[] header = in.readNBytes(HEADER);
    if (header.length == 0) {
      return Optional.empty();
    }
    if (header.length < HEADER || header[SIZE_END] != '`' || header[SIZE_END + 1] != '\n') {
      throw new IOException("a member of the ar archive is cut off or malformed");
    }
    left = size(text(header, SIZE_START, SIZE_END));
    padded = left % 2 == 1;
    String name = text(header, 0, NAME_END);
    return Optional.of(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
  }

  private static long size(String digits) throws IOException {
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw new IOException("a member of the ar archive has the size \"" + digits + "\"", e);
    }
  }

  private static String text(byte[] header, int start, int end) {
    return new String(header, start, end - start, StandardCharsets.US_ASCII).strip();
  }

  /** The bytes of the current member; closing it closes nothing. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int n = in.read(target, offset, (int) Math.min(length, left));
        if (n < 0) {
          throw new IOException("it is cut off");
        }
        left -= n;
        return n;
      }
    };
  }
}
