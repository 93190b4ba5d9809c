package io.drydock.linux.network;

import java.util.HexFormat;

/**
 * A network interface.
 *
 * @param index by which the kernel knows it in its namespace
 * @param kind as {@code bridge} or {@code veth}; empty for hardware
 * @param macAddress as {@code 02:42:ac:11:00:02}; empty when it has none
 * @param mtu largest packet, in bytes
 * @param master index of the bridge it belongs to, or 0
 */
public record Link(
    int index, String name, String kind, String macAddress, int mtu, int master, boolean up) {
  private static final HexFormat MAC = HexFormat.ofDelimiter(":");
  private static final int MAC_BYTES = 6;

  static String format(byte[] address) {
    return MAC.formatHex(address);
  }

  /**
   * The bytes of a hardware address.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static byte[] parseMac(String text) {
    byte[] bytes = MAC.parseHex(text.replace('-', ':'));
    if (bytes.length != MAC_BYTES) {
      throw new IllegalArgumentException("not a hardware address: " + text);
    }
    return bytes;
  }
}
