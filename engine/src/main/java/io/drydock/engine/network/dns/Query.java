package io.drydock.engine.network.dns;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A question as it came over the network, RFC 1035 section 4. */
final class Query {
  static final int A = 1;
  static final int PTR = 12;
  static final int AAAA = 28;
  static final int INTERNET = 1;

  static final int HEADER_BYTES = 12;
  private static final int RESPONSE = 0x80;
  private static final int OPCODES = 0x78;
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 255;

  private final byte[] message;
  private final String name;
  private final int type;
  private final int kind;
  private final int end;

  private Query(byte[] message, String name, int type, int kind, int end) {
    this.message = message;
    this.name = name;
    this.type = type;
    this.kind = kind;
    this.end = end;
  }

  /** Reads a message; empty for what is no plain question. */
  static Optional<Query> parse(byte[] message) {
    if (message.length < HEADER_BYTES
        || (message[2] & (RESPONSE | OPCODES)) != 0
        || ByteBuffer.wrap(message).getShort(4) != 1) {
      return Optional.empty();
    }
    var name = new StringBuilder();
    int at = HEADER_BYTES;
    while (at < message.length && message[at] != 0) {
      int length = message[at] & 0xff;
      if (length > LONGEST_LABEL || name.length() > LONGEST_NAME || at + length >= message.length) {
        return Optional.empty();
      }
      name.append(name.isEmpty() ? "" : ".");
      name.append(new String(message, at + 1, length, StandardCharsets.ISO_8859_1));
      at += length + 1;
    }
    if (at + 5 > message.length) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(message);
    return Optional.of(
        new Query(
            message,
            name.toString().toLowerCase(Locale.ROOT),
            bytes.getShort(at + 1) & 0xffff,
            bytes.getShort(at + 3) & 0xffff,
            at + 5));
  }

  /** All of it; not to be changed. */
  byte[] message() {
    return message;
  }

  int id() {
    return ByteBuffer.wrap(message).getShort(0) & 0xffff;
  }

  /** What is asked about, in lower case, without the dot at its end. */
  String name() {
    return name;
  }

  /** Type of the records that are asked for. */
  int type() {
    return type;
  }

  /** Class of the records that are asked for, {@link #INTERNET} but for oddities. */
  int kind() {
    return kind;
  }

  /** Offset of what follows the question. */
  int end() {
    return end;
  }

  /** Whether an answer of another server is one to this question, whatever its number. */
  boolean isAnsweredBy(byte[] answer) {
    if (answer.length < end || (answer[2] & RESPONSE) == 0) {
      return false;
    }
    for (int i = HEADER_BYTES; i < end; i++) {
      if (lower(answer[i]) != lower(message[i])) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte value) {
    return value >= 'A' && value <= 'Z' ? value + 32 : value;
  }

  /** A name in the form of messages. */
  static byte[] encode(String name) {
    var out = new ByteArrayOutputStream();
    for (String label : name.split("\\.")) {
      byte[] bytes = label.getBytes(StandardCharsets.ISO_8859_1);
      int length = Math.min(bytes.length, LONGEST_LABEL);
      out.write(length);
      out.write(bytes, 0, length);
    }
    out.write(0);
    return out.toByteArray();
  }
}
