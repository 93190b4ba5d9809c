package io.drydock.oci.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records of a pax extended header: what a ustar header has no room for. Sorted by key, so that
 * the same entry always gives the same bytes.
 */
final class PaxRecords {
  private final TreeMap<String, byte[]> records = new TreeMap<>();

  void put(String key, String value) {
    records.put(key, value.getBytes(StandardCharsets.UTF_8));
  }

  void putAttributes(Map<String, byte[]> xattrs) {
    xattrs.forEach((name, value) -> records.put(TarFormat.XATTR + name, value));
  }

  void clear() {
    records.clear();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** All records as {@code LENGTH KEY=VALUE\n}; the length counts itself. */
  byte[] toBytes() {
    var out = new ByteArrayOutputStream(256);
    records.forEach((key, value) -> {
      byte[] name = key.getBytes(StandardCharsets.UTF_8);
      int rest = name.length + value.length + 3;
      out.writeBytes(Integer.toString(recordLength(rest)).getBytes(StandardCharsets.US_ASCII));
      out.write(' ');
      out.writeBytes(name);
      out.write('=');
      out.writeBytes(value);
      out.write('\n');
    });
    return out.toByteArray();
  }

  private static int recordLength(int rest) {
    int length = rest + Integer.toString(rest).length();
    return rest + Integer.toString(length).length();
  }
}
