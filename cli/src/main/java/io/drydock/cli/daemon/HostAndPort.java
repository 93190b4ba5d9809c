package io.drydock.cli.daemon;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/**
 * Where to listen by TCP.
 *
 * @param host a name or address, without the brackets of IPv6
 */
record HostAndPort(String host, int port) {
  private static final int LAST_PORT = 65535;

  /**
   * @throws DrydockException of kind INVALID for anything but {@code HOST:PORT}
   */
  static HostAndPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (!host.isEmpty() && port >= 0 && port <= LAST_PORT) {
        return new HostAndPort(host, port);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new DrydockException(ErrorKind.INVALID, "\"" + text + "\" is not HOST:PORT");
  }
}
