package io.drydock.buildkit.message;

/** BuildKit's {@code BytesMessage}: a piece of a stream of bytes. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Chunk(byte[] data) implements WireWriter.Message {
  public static Chunk decode(byte[] message) {
    return new Chunk(Wire.read(message).bytes(1));
  }

  @Override
  public byte[] encode() {
    return new WireWriter().bytes(1, data).encode();
  }
}
