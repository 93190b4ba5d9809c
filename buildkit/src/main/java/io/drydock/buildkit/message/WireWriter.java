package io.drydock.buildkit.message;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes one message; values that are protobuf's defaults are left out. */
public final class WireWriter {
  private static final int SMALL = 256;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, SMALL);

  /** Something that has a message. */
  @FunctionalInterface
  public interface Message {
    byte[] encode();
  }

  private interface Write {
    void to(CodedOutputStream out) throws IOException;
  }

  private WireWriter write(Write work) {
    try {
      work.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public WireWriter number(int field, long value) {
    return value == 0 ? this : write(o -> o.writeInt64(field, value));
  }

  public WireWriter flag(int field, boolean value) {
    return number(field, value ? 1 : 0);
  }

  public WireWriter text(int field, String value) {
    return value.isEmpty() ? this : write(o -> o.writeString(field, value));
  }

  public WireWriter texts(int field, Iterable<String> values) {
    values.forEach(each -> write(o -> o.writeString(field, each)));
    return this;
  }

  public WireWriter bytes(int field, byte[] value) {
    return value.length == 0 ? this : write(o -> o.writeByteArray(field, value));
  }

  /** A message in the message; there even when it is empty. */
  public WireWriter message(int field, byte[] value) {
    return write(o -> o.writeByteArray(field, value));
  }

  public WireWriter messages(int field, Iterable<? extends Message> values) {
    values.forEach(each -> message(field, each.encode()));
    return this;
  }

  public WireWriter map(int field, Map<String, String> values) {
    values.forEach(
        (key, value) -> message(field, new WireWriter().text(1, key).text(2, value).encode()));
    return this;
  }

  public WireWriter byteMap(int field, Map<String, byte[]> values) {
    values.forEach(
        (key, value) -> message(field, new WireWriter().text(1, key).bytes(2, value).encode()));
    return this;
  }

  /** A time, as protobuf's well-known type. */
  public WireWriter time(int field, Instant time) {
    return message(
        field,
        new WireWriter().number(1, time.getEpochSecond()).number(2, time.getNano()).encode());
  }

  public WireWriter time(int field, Optional<Instant> time) {
    return time.map(each -> time(field, each)).orElse(this);
  }

  /** The message. */
  public byte[] encode() {
    write(CodedOutputStream::flush);
    return bytes.toByteArray();
  }
}
