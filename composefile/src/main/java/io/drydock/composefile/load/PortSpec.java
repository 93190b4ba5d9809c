package io.drydock.composefile.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * A published port in its short form, {@code [[ADDRESS:][PORTS]:]PORTS[/PROTOCOL]}, where ports are
 * one or a range.
 *
 * @param hostIp empty for all addresses
 * @param published a port or a range, empty for a port that is free
 * @param protocol in lower case
 */
record PortSpec(String hostIp, String published, int target, String protocol) {
  private static final int LAST_PORT = 65535;
  private static final List<String> PROTOCOLS = List.of("tcp", "udp", "sctp");

  /** Ports from first to last. */
  private record Range(int first, int last) {
    static Range of(String text, String what) {
      int dash = text.indexOf('-');
      int first = port(dash < 0 ? text : text.substring(0, dash), text, what);
      int last = dash < 0 ? first : port(text.substring(dash + 1), text, what);
      if (first > last) {
        throw new IllegalArgumentException("invalid " + what + ": " + text);
      }
      return new Range(first, last);
    }

    private static int port(String digits, String text, String what) {
      try {
        int port = Integer.parseInt(digits);
        if (port >= 0 && port <= LAST_PORT) {
          return port;
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("invalid " + what + ": " + text, e);
      }
      throw new IllegalArgumentException("invalid " + what + ": " + text);
    }

    int size() {
      return last - first + 1;
    }
  }

  /**
   * The ports that a short form stands for, in alphabetical order of target and protocol.
   *
   * @throws IllegalArgumentException with a message, when it is none
   */
  static List<PortSpec> parse(String spec) {
    int slash = spec.indexOf('/');
    String protocol = slash < 0 ? "tcp" : spec.substring(slash + 1).toLowerCase(Locale.ROOT);
    if (protocol.isEmpty()) {
      protocol = "tcp";
    }
    if (!PROTOCOLS.contains(protocol)) {
      throw new IllegalArgumentException("invalid proto: " + protocol);
    }
    String ports = slash < 0 ? spec : spec.substring(0, slash);
    int last = ports.lastIndexOf(':');
    String target = ports.substring(last + 1);
    if (target.isEmpty()) {
      throw new IllegalArgumentException("no port specified: " + spec + "<empty>");
    }
    String host = last < 0 ? "" : ports.substring(0, last);
    int address = host.lastIndexOf(':');
    return expand(
        hostIp(address < 0 ? "" : host.substring(0, address)),
        host.substring(address + 1),
        Range.of(target, "containerPort"),
        protocol);
  }

  private static String hostIp(String text) {
    String address =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (!address.isEmpty() && !IpAddresses.isAddress(address)) {
      throw new IllegalArgumentException("invalid IP address: " + address);
    }
    return address;
  }

  private static List<PortSpec> expand(
      String hostIp, String published, Range targets, String protocol) {
    if (published.isEmpty()) {
      return sorted(hostIp, targets, protocol, i -> "");
    }
    Range host = Range.of(published, "hostPort");
    if (host.size() == targets.size()) {
      return sorted(hostIp, targets, protocol, i -> Integer.toString(host.first() + i));
    }
    if (targets.size() != 1) {
      throw new IllegalArgumentException(
          "invalid ranges specified for container and host Ports: "
              + (targets.first() + "-" + targets.last())
              + " and "
              + published);
    }
    return List.of(new PortSpec(hostIp, published, targets.first(), protocol));
  }

  private static List<PortSpec> sorted(
      String hostIp, Range targets, String protocol, IntFunction<String> published) {
    var ports = new ArrayList<PortSpec>();
    for (int i = 0; i < targets.size(); i++) {
      ports.add(new PortSpec(hostIp, published.apply(i), targets.first() + i, protocol));
    }
    ports.sort(Comparator.comparing(each -> each.target() + "/" + each.protocol()));
    return ports;
  }
}
