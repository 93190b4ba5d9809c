package io.drydock.buildkit.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One message as it is on the wire: values by field number. Fields that nobody asks for are passed
 * over, so messages of newer peers are read too.
 */
public final class Wire {
  private final Map<Integer, List<Object>> fields = new HashMap<>();

  private Wire() {}

  /**
   * The fields of the message.
   *
   * @throws DrydockException of kind INVALID for bytes that are no message
   */
  public static Wire read(byte[] message) {
    var wire = new Wire();
    CodedInputStream in = CodedInputStream.newInstance(message);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        wire.fields
            .computeIfAbsent(WireFormat.getTagFieldNumber(tag), _ -> new ArrayList<>())
            .add(value(in, tag));
      }
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INVALID, "malformed message: " + e.getMessage(), e);
    }
    return wire;
  }

  private static Object value(CodedInputStream in, int tag) throws IOException {
    return switch (WireFormat.getTagWireType(tag)) {
      case WireFormat.WIRETYPE_VARINT -> in.readRawVarint64();
      case WireFormat.WIRETYPE_FIXED64 -> in.readRawLittleEndian64();
      case WireFormat.WIRETYPE_FIXED32 -> (long) in.readRawLittleEndian32();
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> in.readByteArray();
      default -> throw new IOException("wire type of field " + WireFormat.getTagFieldNumber(tag));
    };
  }

  private List<Object> all(int field) {
    return fields.getOrDefault(field, List.of());
  }

  /** The last one of a field, as protobuf has it where one is expected. */
  private <T> Optional<T> last(int field, Class<T> type) {
    List<Object> values = all(field);
    return values.isEmpty() || !type.isInstance(values.getLast())
        ? Optional.empty()
        : Optional.of(type.cast(values.getLast()));
  }

  public boolean has(int field) {
    return fields.containsKey(field);
  }

  /** A number; 0 when it is not there. */
  public long number(int field) {
    return last(field, Long.class).orElse(0L);
  }

  public boolean flag(int field) {
    return number(field) != 0;
  }

  /** A text; empty when it is not there. */
  public String text(int field) {
    return last(field, byte[].class).map(Wire::utf8).orElse("");
  }

  /** Bytes; none when they are not there. */
  public byte[] bytes(int field) {
    return last(field, byte[].class).orElseGet(() -> new byte[0]);
  }

  public List<String> texts(int field) {
    return repeated(field, Wire::utf8);
  }

  public List<byte[]> byteStrings(int field) {
    return repeated(field, Function.identity());
  }

  /** A message in the message. */
  public Optional<Wire> child(int field) {
    return last(field, byte[].class).map(Wire::read);
  }

  public List<Wire> children(int field) {
    return repeated(field, Wire::read);
  }

  /** A map of texts to texts. */
  public Map<String, String> map(int field) {
    return map(field, Wire::utf8);
  }

  /** A map of texts to whatever the function makes of the values' bytes. */
  public <T> Map<String, T> map(int field, Function<byte[], T> value) {
    var map = new LinkedHashMap<String, T>();
    for (Wire entry : children(field)) {
      map.put(entry.text(1), value.apply(entry.bytes(2)));
    }
    return map;
  }

  private <T> List<T> repeated(int field, Function<byte[], T> function) {
    var list = new ArrayList<T>();
    for (Object each : all(field)) {
      if (each instanceof byte[] bytes) {
        list.add(function.apply(bytes));
      }
    }
    return list;
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
