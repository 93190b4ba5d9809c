package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** An item in the form in which it stands in a {@link LayerIndex}, sorted as there. */
final class LayerIndexRecord {
  private static final int LONGEST_TEXT = 0xffff;

  private final byte[] bytes;
  private final int nameStart;
  private final int pathEnd;

  private LayerIndexRecord(byte[] bytes, int nameStart, int pathEnd) {
    this.bytes = bytes;
    this.nameStart = nameStart;
    this.pathEnd = pathEnd;
  }

  static LayerIndexRecord of(LayerNode node) {
    byte[] path = utf8(node.entry().path());
    int nameStart = 0;
    for (int i = 0; i < path.length; i++) {
      nameStart = path[i] == '/' ? i + 1 : nameStart;
    }
    var bytes = new ByteArrayOutputStream(LayerIndex.PATH + path.length + 32);
    try (var out = new DataOutputStream(bytes)) {
      writeFixed(node, out);
      out.writeShort(nameStart);
      writeText(path, out);
      writeText(utf8(node.entry().linkTarget()), out);
      out.writeInt(node.entry().major());
      out.writeInt(node.entry().minor());
      writeAttributes(node.entry().xattrs(), out);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    int start = LayerIndex.PATH + Short.BYTES;
    return new LayerIndexRecord(bytes.toByteArray(), start + nameStart, start + path.length);
  }

  int length() {
    return bytes.length;
  }

  void write(ByteBuffer out) {
    out.put(bytes);
  }

  /** By the directory's path, then by the name. */
  int compareTo(LayerIndexRecord other) {
    int byDirectory =
        Arrays.compareUnsigned(
            bytes, pathStart(), directoryEnd(), other.bytes, pathStart(), other.directoryEnd());
    return byDirectory != 0
        ? byDirectory
        : Arrays.compareUnsigned(
            bytes, nameStart, pathEnd, other.bytes, other.nameStart, other.pathEnd);
  }

  private static int pathStart() {
    return LayerIndex.PATH + Short.BYTES;
  }

  private int directoryEnd() {
    return Math.max(pathStart(), nameStart - 1);
  }

  private static void writeFixed(LayerNode node, DataOutputStream out) throws IOException {
    Entry entry = node.entry();
    out.writeByte(node.kind().code());
    int opaque = node.opaque() ? LayerIndex.OPAQUE : 0;
    out.writeByte(opaque | (node.implied() ? LayerIndex.IMPLIED : 0));
    out.writeShort(entry.mode());
    out.writeInt(entry.uid());
    out.writeInt(entry.gid());
    out.writeLong(entry.size());
    Instant modified = entry.modified();
    out.writeLong(modified.getEpochSecond());
    out.writeInt(modified.getNano());
    out.writeLong(node.content());
    out.writeLong(entry.linkGroup());
    out.write(HexFormat.of().parseHex(node.digest().encoded()));
  }

  private static void writeAttributes(Map<String, byte[]> attributes, DataOutputStream out)
      throws IOException {
    out.writeShort(attributes.size());
    for (Map.Entry<String, byte[]> each : attributes.entrySet()) {
      writeText(utf8(each.getKey()), out);
      out.writeInt(each.getValue().length);
      out.write(each.getValue());
    }
  }

  private static void writeText(byte[] text, DataOutputStream out) throws IOException {
    if (text.length > LONGEST_TEXT) {
      throw new DrydockException(
          ErrorKind.INVALID, "a path in a layer is " + text.length + " bytes long");
    }
    out.writeShort(text.length);
    out.write(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
