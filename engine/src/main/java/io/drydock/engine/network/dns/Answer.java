package io.drydock.engine.network.dns;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Answers to questions, RFC 1035 section 4. */
final class Answer {
  static final int NO_ERROR = 0;
  static final int SERVER_FAILURE = 2;
  static final int NO_SUCH_NAME = 3;

  /** Containers come and go, so nobody shall remember for long. */
  private static final int SECONDS_TO_LIVE = 10;

  private static final int RESPONSE = 0x80;
  private static final int RECURSION_DESIRED = 0x01;
  private static final int RECURSION_AVAILABLE = 0x80;
  private static final int TRUNCATED = 0x02;
  private static final int POINTER_TO_QUESTION = 0xc000 | Query.HEADER_BYTES;
  private static final int LARGEST_DATAGRAM = 512;

  private Answer() {}

  /** An answer that says no more than a code. */
  static byte[] of(Query query, int code) {
    return of(query, code, List.of());
  }

  /**
   * An answer with records of the type and name that were asked for.
   *
   * @param data of each record
   */
  static byte[] of(Query query, int code, List<byte[]> data) {
    var out = new ByteArrayOutputStream();
    out.write(query.message(), 0, query.end());
    for (byte[] each : data) {
      ByteBuffer head = ByteBuffer.allocate(12);
      head.putShort((short) POINTER_TO_QUESTION);
      head.putShort((short) query.type()).putShort((short) Query.INTERNET);
      head.putInt(SECONDS_TO_LIVE).putShort((short) each.length);
      out.writeBytes(head.array());
      out.writeBytes(each);
    }
    byte[] message = out.toByteArray();
    message[2] = (byte) (RESPONSE | (query.message()[2] & RECURSION_DESIRED));
    message[3] = (byte) (RECURSION_AVAILABLE | code);
    ByteBuffer.wrap(message)
        .putShort(6, (short) data.size())
        .putShort(8, (short) 0)
        .putShort(10, (short) 0);
    return message;
  }

  /** The same, or where it is too large for a datagram one that makes the client ask over TCP. */
  static byte[] fit(Query query, byte[] message) {
    if (message.length <= LARGEST_DATAGRAM) {
      return message;
    }
    byte[] empty = of(query, NO_ERROR);
    empty[2] |= TRUNCATED;
    return empty;
  }

  static boolean isTruncated(byte[] message) {
    return (message[2] & TRUNCATED) != 0;
  }

  static int code(byte[] message) {
    return message[3] & 0x0f;
  }

  /** The message with another number. */
  static byte[] numbered(byte[] message, int id) {
    byte[] copy = message.clone();
    copy[0] = (byte) (id >> 8);
    copy[1] = (byte) id;
    return copy;
  }
}
