package io.drydock.engine.network;

import java.security.SecureRandom;
import java.util.HexFormat;

/** New identities. */
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 32;
  private static final int SHORT_LENGTH = 12;

  private Ids() {}

  /** 64 hexadecimal digits that nothing else has. */
  static String create() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The beginning of an id, as it is shown. */
  static String shorten(String id) {
    return id.substring(0, Math.min(SHORT_LENGTH, id.length()));
  }

  /**
   * A hardware address for an endpoint. It follows from the IPv4 address where there is one, so
   * that neighbours who remember an earlier owner of the address are right all the same.
   */
  static String macAddress(byte[] ipv4) {
    byte[] mac = new byte[6];
    RANDOM.nextBytes(mac);
    mac[0] = 0x02;
    mac[1] = 0x42;
    System.arraycopy(ipv4, 0, mac, 2, ipv4.length);
    return HexFormat.ofDelimiter(":").formatHex(mac);
  }

  static long site() {
    return RANDOM.nextLong();
  }
}
