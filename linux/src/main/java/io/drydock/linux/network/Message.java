package io.drydock.linux.network;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A request to the kernel in the encoding of netlink(7), built from front to back. */
final class Message {
  static final int REQUEST = 1;
  static final int ACKNOWLEDGE = 4;
  static final int DUMP = 0x300;
  static final int REPLACE = 0x100;
  static final int EXCLUSIVE = 0x200;
  static final int CREATE = 0x400;
  static final int APPEND = 0x800;

  /** Added to the type of an attribute that holds others. */
  static final int NESTED = 0x8000;

  static final int HEADER_BYTES = 16;
  private static final int SEQUENCE_AT = 8;
  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int CAPACITY = 2048;

  private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY).order(ByteOrder.nativeOrder());
  private final Deque<Integer> open = new ArrayDeque<>();

  Message(int type, int flags) {
    bytes.putInt(0).putShort((short) type).putShort((short) (flags | REQUEST)).putInt(0).putInt(0);
  }

  Message int8(int value) {
    bytes.put((byte) value);
    return this;
  }

  Message int16(int value) {
    bytes.putShort((short) value);
    return this;
  }

  Message int32(int value) {
    bytes.putInt(value);
    return this;
  }

  Message attribute(int type, byte[] value) {
    bytes.putShort((short) (ATTRIBUTE_HEADER_BYTES + value.length)).putShort((short) type);
    bytes.put(value);
    return pad();
  }

  Message attribute(int type, InetAddress value) {
    return attribute(type, value.getAddress());
  }

  /** A string with the zero byte that ends it. */
  Message attribute(int type, String value) {
    return attribute(type, (value + "\0").getBytes(StandardCharsets.UTF_8));
  }

  Message attribute8(int type, int value) {
    return attribute(type, new byte[] {(byte) value});
  }

  Message attribute16(int type, int value) {
    return attribute(type, order(2).putShort((short) value).array());
  }

  /** A number that travels over the network, and so has its high byte first. */
  Message attributePort(int type, int value) {
    return attribute(type, new byte[] {(byte) (value >> 8), (byte) value});
  }

  Message attribute32(int type, int value) {
    return attribute(type, order(4).putInt(value).array());
  }

  /** Begins an attribute that holds others, or a structure and others. */
  Message nest(int type) {
    open.push(bytes.position());
    bytes.putShort((short) 0).putShort((short) (type | NESTED));
    return this;
  }

  /** Ends what the last {@link #nest} began. */
  Message end() {
    int start = open.pop();
    bytes.putShort(start, (short) (bytes.position() - start));
    return this;
  }

  /** The finished message. */
  byte[] encode(int sequence) {
    bytes.putInt(0, bytes.position()).putInt(SEQUENCE_AT, sequence);
    byte[] result = new byte[bytes.position()];
    bytes.get(0, result);
    return result;
  }

  private Message pad() {
    while (bytes.position() % 4 != 0) {
      bytes.put((byte) 0);
    }
    return this;
  }

  private static ByteBuffer order(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }
}
