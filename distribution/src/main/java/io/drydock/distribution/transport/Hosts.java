package io.drydock.distribution.transport;

import java.math.BigInteger;
import java.net.InetAddress;

/** What can be told of a host by its name or address alone, without asking a name server. */
public final class Hosts {
  private Hosts() {}

  /** Whether the host is this machine; without a port. */
  public static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.equals("::1")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** Whether the host is an address in the network, written {@code 10.0.0.0/8}. */
  public static boolean isInNetwork(String network, String host) {
    if (!host.matches("[0-9.]+") && !host.startsWith("[")) {
      return false;
    }
    try {
      String[] parts = network.split("/", 2);
      byte[] base = InetAddress.ofLiteral(parts[0]).getAddress();
      byte[] address = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).getAddress();
      int ignored = base.length * 8 - Integer.parseInt(parts[1]);
      return base.length == address.length
          && new BigInteger(1, base)
              .shiftRight(ignored)
              .equals(new BigInteger(1, address).shiftRight(ignored));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
