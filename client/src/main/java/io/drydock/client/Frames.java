package io.drydock.client;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the frames in which an engine sends several streams over one connection: stream number,
 * three zero bytes, length in four bytes big-endian, content.
 */
public final class Frames {
  private static final int HEADER = 8;
  private static final int SYSTEM_ERROR = 3;
  private static final int BUFFER_BYTES = 32 * 1024;

  private Frames() {}

  /**
   * Copies each frame to its stream, until the end.
   *
   * @throws DrydockException of kind INTERNAL with what the engine says of an error in between
   */
  public static void copy(InputStream in, OutputStream out, OutputStream err) throws IOException {
    byte[] header = new byte[HEADER];
    byte[] buffer = new byte[BUFFER_BYTES];
    while (true) {
      int count = in.readNBytes(header, 0, HEADER);
      if (count == 0) {
        return;
      }
      if (count < HEADER) {
        throw new EOFException("the engine's stream ends within a frame");
      }
      int length =
          (header[4] & 0xff) << 24
              | (header[5] & 0xff) << 16
              | (header[6] & 0xff) << 8
              | (header[7] & 0xff);
      if (header[0] == SYSTEM_ERROR) {
        throw new DrydockException(
            ErrorKind.INTERNAL,
            "error from daemon in stream: "
                + new String(in.readNBytes(length), StandardCharsets.UTF_8));
      }
      OutputStream to = header[0] == 2 ? err : out;
      copy(in, to, Integer.toUnsignedLong(length), buffer);
      to.flush();
    }
  }

  private static void copy(InputStream in, OutputStream out, long length, byte[] buffer)
      throws IOException {
    long left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException("the engine's stream ends within a frame");
      }
      out.write(buffer, 0, count);
      left -= count;
    }
  }
}
