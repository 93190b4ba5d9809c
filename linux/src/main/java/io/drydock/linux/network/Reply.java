package io.drydock.linux.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A message of the kernel: a structure of fixed size, then attributes. */
final class Reply {
  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int TYPE_MASK = 0x3fff;

  private final ByteBuffer body;
  private final Map<Integer, ByteBuffer> attributes;

  private Reply(ByteBuffer body, int structureBytes) {
    this.body = body;
    this.attributes = attributes(body, structureBytes);
  }

  /**
   * Reads a message's body.
   *
   * @param structureBytes size of what stands before the attributes
   */
  static Reply of(byte[] body, int structureBytes) {
    return new Reply(ByteBuffer.wrap(body).order(ByteOrder.nativeOrder()), structureBytes);
  }

  int int8(int offset) {
    return body.get(offset) & 0xff;
  }

  int int16(int offset) {
    return body.getShort(offset) & 0xffff;
  }

  int int32(int offset) {
    return body.getInt(offset);
  }

  Optional<String> string(int type) {
    return bytes(type)
        .map(each -> {
          int length =
              each.length > 0 && each[each.length - 1] == 0 ? each.length - 1 : each.length;
          return new String(each, 0, length, StandardCharsets.UTF_8);
        });
  }

  Optional<Integer> number(int type) {
    ByteBuffer value = attributes.get(type);
    return value == null || value.remaining() < 4
        ? Optional.empty()
        : Optional.of(value.getInt(value.position()));
  }

  Optional<InetAddress> address(int type) {
    return bytes(type).map(Reply::address);
  }

  Optional<byte[]> bytes(int type) {
    ByteBuffer value = attributes.get(type);
    if (value == null) {
      return Optional.empty();
    }
    byte[] copy = new byte[value.remaining()];
    value.get(value.position(), copy);
    return Optional.of(copy);
  }

  /** The attributes within an attribute. */
  Optional<Reply> nested(int type) {
    return bytes(type).map(each -> of(each, 0));
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of " + bytes.length + " bytes", e);
    }
  }

  private static Map<Integer, ByteBuffer> attributes(ByteBuffer body, int start) {
    var found = new HashMap<Integer, ByteBuffer>();
    int at = start;
    while (at + ATTRIBUTE_HEADER_BYTES <= body.limit()) {
      int length = body.getShort(at) & 0xffff;
      int type = body.getShort(at + 2) & TYPE_MASK;
      if (length < ATTRIBUTE_HEADER_BYTES || at + length > body.limit()) {
        break;
      }
      ByteBuffer value =
          body.slice(at + ATTRIBUTE_HEADER_BYTES, length - ATTRIBUTE_HEADER_BYTES)
              .order(ByteOrder.nativeOrder());
      found.put(type, value);
      at += (length + 3) & ~3;
    }
    return found;
  }
}
