package io.drydock.cli.network;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of addresses in CIDR form.
 *
 * @param address its first address, or another within it
 * @param bits how many bits all its addresses have in common
 */
record Subnet(String address, int bits) {
  static Optional<Subnet> parse(String text) {
    int slash = text.indexOf('/');
    try {
      String address = text.substring(0, Math.max(0, slash));
      InetAddress.ofLiteral(address);
      return Optional.of(new Subnet(address, Integer.parseInt(text.substring(slash + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean contains(String other) {
    try {
      byte[] mine = InetAddress.ofLiteral(address).getAddress();
      byte[] theirs = InetAddress.ofLiteral(other).getAddress();
      if (mine.length != theirs.length || bits > mine.length * Byte.SIZE) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % Byte.SIZE;
        if ((mine[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
          return false;
        }
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
