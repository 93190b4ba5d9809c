package io.drydock.oci.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads the records of a pax extended header. */
final class PaxReader {
  static final String SPARSE_MAP = "GNU.sparse.map";
  private static final String SPARSE_OFFSET = "GNU.sparse.offset";
  private static final String SPARSE_LENGTH = "GNU.sparse.numbytes";

  private final byte[] data;
  private final Map<String, byte[]> records = new HashMap<>();
  private int next;

  private PaxReader(byte[] data) {
    this.data = data;
  }

  /**
   * The records by key, the last of each; values are bytes, since extended attributes are. The
   * repeated pairs of sparse format 0.0 come as the one list of format 0.1.
   *
   * @throws NumberFormatException when the header is malformed
   */
  static Map<String, byte[]> read(byte[] data) {
    var reader = new PaxReader(data);
    while (reader.next < data.length && data[reader.next] != 0) {
      reader.readRecord();
    }
    return reader.records;
  }

  private void readRecord() {
    int space = indexOf(' ', next, Math.min(data.length, next + 8));
    int length = Integer.parseInt(ascii(next, space));
    int end = next + length;
    if (length <= space - next + 2 || end > data.length || data[end - 1] != '\n') {
      throw new NumberFormatException("a pax record has a wrong length");
    }
    int equals = indexOf('=', space + 1, end);
    String key = new String(data, space + 1, equals - space - 1, StandardCharsets.UTF_8);
    put(key, Arrays.copyOfRange(data, equals + 1, end - 1));
    next = end;
  }

  private void put(String key, byte[] value) {
    if (key.equals(SPARSE_OFFSET) || key.equals(SPARSE_LENGTH)) {
      var list = new ByteArrayOutputStream();
      byte[] before = records.get(SPARSE_MAP);
      if (before != null) {
        list.writeBytes(before);
        list.write(',');
      }
      list.writeBytes(value);
      records.put(SPARSE_MAP, list.toByteArray());
    } else {
      records.put(key, value);
    }
  }

  private int indexOf(char wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (data[i] == wanted) {
        return i;
      }
    }
    throw new NumberFormatException("a pax record is malformed");
  }

  private String ascii(int start, int end) {
    return new String(data, start, end - start, StandardCharsets.US_ASCII);
  }
}
