package io.drydock.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A record as it lies on the disk: a magic number, a checksum over the rest, time, key, layers,
 * value. Records are not synced; the checksum tells one that a power failure tore.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RecordFile(String key, List<Layers.Id> layers, Instant made, byte[] value) {
  private static final int MAGIC = 0x44445231;

  byte[] toBytes() {
    var body = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(body)) {
      out.writeLong(made.toEpochMilli());
      out.writeUTF(key);
      out.writeShort(layers.size());
      for (Layers.Id layer : layers) {
        out.writeUTF(layer.value());
      }
      out.writeInt(value.length);
      out.write(value);
      var file = new ByteArrayOutputStream();
      var header = new DataOutputStream(file);
      header.writeInt(MAGIC);
      header.writeInt(checksum(body.toByteArray(), 0));
      body.writeTo(file);
      return file.toByteArray();
    } catch (IOException e) {
      throw new IllegalArgumentException("the record's key or layers are too long", e);
    }
  }

  /** The record that the bytes hold; empty when they hold none that is whole. */
  static Optional<RecordFile> parse(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC || in.readInt() != checksum(bytes, 2 * Integer.BYTES)) {
        return Optional.empty();
      }
      Instant made = Instant.ofEpochMilli(in.readLong());
      String key = in.readUTF();
      int count = in.readUnsignedShort();
      var layers = new ArrayList<Layers.Id>(count);
      for (int i = 0; i < count; i++) {
        layers.add(new Layers.Id(in.readUTF()));
      }
      return Optional.of(new RecordFile(key, layers, made, in.readNBytes(in.readInt())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Records.Entry entry(Instant lastUsed) {
    return new Records.Entry(key, layers, value.length, made, lastUsed);
  }

  private static int checksum(byte[] bytes, int from) {
    var crc = new CRC32();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }
}
