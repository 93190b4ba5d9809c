package io.drydock.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an answer's body, framed as its head says. */
final class Body extends InputStream {
  private static final long UNTIL_CLOSE = -1;

  private final InputStream in;
  private final boolean chunked;
  private final Runnable whenRead;

  /** Bytes left of the body, or of the present chunk. */
  private long left;

  private boolean ended;
  private boolean inChunks;

  private Body(InputStream in, boolean chunked, long left, Runnable whenRead) {
    this.in = in;
    this.chunked = chunked;
    this.left = left;
    this.whenRead = whenRead;
  }

  /**
   * @param whenRead is called once, when the last byte was read and the connection is free
   */
  static Body of(ResponseHead head, InputStream in, boolean withBody, Runnable whenRead)
      throws IOException {
    boolean chunked = head.header("transfer-encoding").orElse("").contains("chunked");
    boolean none = !withBody || head.status() == 204 || head.status() == 304;
    long length = none ? 0 : head.header("content-length").map(Long::parseLong).orElse(UNTIL_CLOSE);
    var body = new Body(in, chunked && !none, chunked ? 0 : length, whenRead);
    if (!body.chunked && length == 0) {
      body.end();
    }
    return body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    if (chunked && left == 0 && !nextChunk()) {
      return -1;
    }
    int wanted = left == UNTIL_CLOSE ? length : (int) Math.min(length, left);
    int count = in.read(buffer, offset, wanted);
    if (count < 0) {
      ended = true;
      if (left != UNTIL_CLOSE) {
        throw new EOFException("the engine's answer ends early");
      }
      return -1;
    }
    if (left != UNTIL_CLOSE) {
      left -= count;
      if (left == 0 && !chunked) {
        end();
      }
    }
    return count;
  }

  private boolean nextChunk() throws IOException {
    if (inChunks) {
      ResponseHead.line(in);
    }
    inChunks = true;
    String size = ResponseHead.line(in);
    int semicolon = size.indexOf(';');
    String digits = (semicolon < 0 ? size : size.substring(0, semicolon)).strip();
    try {
      left = digits.isEmpty() ? -2 : Long.parseLong(digits, 16);
    } catch (NumberFormatException e) {
      left = -2;
    }
    if (left < 0) {
      ended = true;
      throw new EOFException("the engine's answer ends early");
    }
    if (left > 0) {
      return true;
    }
    while (!ResponseHead.line(in).isEmpty()) {
      // trailers say nothing to us
    }
    end();
    return false;
  }

  private void end() {
    ended = true;
    whenRead.run();
  }

  boolean isRead() {
    return ended;
  }
}
