package io.drydock.api.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/**
 * Ports of one protocol as filters have them: {@code 80}, {@code 80/udp}, {@code 8000-8080/tcp}.
 */
record PortRange(int first, int last, String protocol) {
  static PortRange parse(String text) {
    int slash = text.indexOf('/');
    String ports = slash < 0 ? text : text.substring(0, slash);
    int dash = ports.indexOf('-');
    try {
      int first = Integer.parseInt(dash < 0 ? ports : ports.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(ports.substring(dash + 1));
      return new PortRange(first, last, slash < 0 ? "tcp" : text.substring(slash + 1));
    } catch (NumberFormatException e) {
      throw new DrydockException(ErrorKind.INVALID, "invalid port: \"" + text + "\"", e);
    }
  }

  boolean holds(int port, String otherProtocol) {
    return first <= port && port <= last && protocol.equals(otherProtocol);
  }

  boolean overlaps(PortRange other) {
    return first <= other.last && other.first <= last && protocol.equals(other.protocol);
  }
}
