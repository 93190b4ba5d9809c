package io.drydock.api.http;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A taken-over connection whose bytes travel in WebSocket frames (RFC 6455), seen from the server:
 * what clients send, whatever its frames, is one stream, and each write is one frame.
 */
public final class WebSocket {
  /** Value of the header Upgrade. */
  public static final String PROTOCOL = "websocket";

  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int LAST = 0x80;
  private static final int MASKED = 0x80;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** The longest content of a frame that is none of the stream's. */
  private static final int LONGEST_CONTROL = 125;

  private static final int NORMAL = 1000;
  private static final int PROTOCOL_ERROR = 1002;

  private WebSocket() {}

  /** The value of the header Sec-WebSocket-Accept for a client's Sec-WebSocket-Key. */
  public static String accept(String key) {
    try {
      byte[] text = (key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The stream in the frames of a connection.
   *
   * @param text whether writes are text frames, as very old clients expect, and not binary ones
   */
  public static Hijacked over(Hijacked connection, boolean text) {
    var output = new Frames(connection.output(), text ? TEXT : BINARY);
    var input = new Content(new DataInputStream(connection.input()), output);
    return new Hijacked(
        input,
        output,
        () -> {
          output.end(NORMAL);
          connection.close();
        });
  }

  /** Writes frames; after the closing one nothing more. */
  private static final class Frames extends OutputStream {
    private final OutputStream out;
    private final int kind;
    private boolean ended;

    Frames(OutputStream out, int kind) {
      this.out = out;
      this.kind = kind;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      frame(kind, bytes, offset, length);
    }

    synchronized void frame(int opcode, byte[] bytes, int offset, int length) throws IOException {
      if (ended) {
        throw new IOException("the WebSocket is closed");
      }
      ByteBuffer frame = ByteBuffer.allocate(10 + length).put((byte) (LAST | opcode));
      if (length <= LONGEST_CONTROL) {
        frame.put((byte) length);
      } else if (length <= 0xffff) {
        frame.put((byte) 126).putShort((short) length);
      } else {
        frame.put((byte) 127).putLong(length);
      }
      frame.put(bytes, offset, length);
      out.write(frame.array(), 0, frame.position());
      out.flush();
    }

    /** Says goodbye, once. */
    synchronized void end(int status) {
      if (!ended) {
        try {
          frame(CLOSE, ByteBuffer.allocate(2).putShort((short) status).array(), 0, 2);
        } catch (IOException e) {
          // The client has left without a word.
        }
        ended = true;
      }
    }

    @Override
    public void close() {
      end(NORMAL);
    }
  }

  /** The contents of the frames that a client sends. */
  private static final class Content extends InputStream {
    private final DataInputStream in;
    private final Frames answers;
    private final byte[] mask = new byte[4];
    private long left;
    private int masked;
    private boolean ended;

    Content(DataInputStream in, Frames answers) {
      this.in = in;
      this.answers = answers;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      try {
        while (left == 0 && !ended) {
          next();
        }
      } catch (EOFException e) {
        ended = true;
      }
      if (ended) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        ended = true;
        return -1;
      }
      unmask(bytes, offset, count);
      left -= count;
      return count;
    }

    private void unmask(byte[] bytes, int offset, int count) {
      for (int i = 0; i < count; i++) {
        bytes[offset + i] ^= mask[masked++ & 3];
      }
    }

    /** Reads the head of a frame, and all of one that is not the stream's. */
    private void next() throws IOException {
      int opcode = in.readUnsignedByte() & 0xf;
      int second = in.readUnsignedByte();
      long length = length(second & ~MASKED);
      if ((second & MASKED) == 0 || length < 0) {
        end(PROTOCOL_ERROR);
        return;
      }
      in.readFully(mask);
      masked = 0;
      switch (opcode) {
        case CONTINUATION, TEXT, BINARY -> left = length;
        case PING, PONG -> control(opcode, length);
        case CLOSE -> end(NORMAL);
        default -> end(PROTOCOL_ERROR);
      }
    }

    private long length(int first) throws IOException {
      return switch (first) {
        case 126 -> in.readUnsignedShort();
        case 127 -> in.readLong();
        default -> first;
      };
    }

    private void control(int opcode, long length) throws IOException {
      if (length > LONGEST_CONTROL) {
        end(PROTOCOL_ERROR);
        return;
      }
      byte[] content = new byte[(int) length];
      in.readFully(content);
      unmask(content, 0, content.length);
      if (opcode == PING) {
        answers.frame(PONG, content, 0, content.length);
      }
    }

    private void end(int status) {
      ended = true;
      answers.end(status);
    }
  }
}
