package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Addresses of hosts as flags have them. */
final class Addresses {
  private Addresses() {}

  /** Whether the text is an IPv4 address in four parts or an IPv6 address. */
  static boolean isIp(String text) {
    return isIpv4(text) || isIpv6(text);
  }

  private static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean digits =
          !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!digits || Integer.parseInt(part) > 255 || (part.length() > 1 && part.startsWith("0"))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv6(String text) {
    boolean looksSo =
        text.indexOf(':') >= 0
            && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    if (!looksSo) {
      return false;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return address instanceof Inet6Address || text.contains("::");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static void require(String ip, boolean given, String complaint) {
    if (given && !isIp(ip)) {
      throw invalid(complaint);
    }
  }

  /** Whether the text is a hardware address: six, eight or twenty bytes in hex. */
  static boolean isMac(String text) {
    String[] parts = text.strip().split("[:-]", -1);
    if (parts.length != 6 && parts.length != 8 && parts.length != 20) {
      return text.strip().matches("([0-9A-Fa-f]{4}\\.){2,9}[0-9A-Fa-f]{4}");
    }
    for (String part : parts) {
      if (part.length() != 2 || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
        return false;
      }
    }
    return true;
  }

  /** A host and its address of {@code --add-host}, as the API has it. */
  static String extraHost(String text) {
    int split = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
    if (split <= 0) {
      throw invalid("bad format for add-host: \"" + text + "\"");
    }
    String address = text.substring(split + 1);
    if (address.startsWith("[") && address.endsWith("]")) {
      address = address.substring(1, address.length() - 1);
    }
    if (!address.equals("host-gateway") && !isIp(address)) {
      throw invalid("invalid IP address in add-host: \"" + address + "\"");
    }
    return text.substring(0, split) + ":" + address;
  }

  /** A server of {@code --dns}. */
  static String server(String text) {
    if (!isIp(text.strip())) {
      throw invalid("IP address is not correctly formatted: " + text);
    }
    return text.strip();
  }

  /** A domain of {@code --dns-search}; a dot alone stands for none. */
  static String searchDomain(String text) {
    String domain = text.strip();
    if (domain.equals(".")) {
      return domain;
    }
    boolean valid =
        domain.length() < 255
            && domain.matches(
                "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
                    + "(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");
    if (!valid) {
      throw invalid(text + " is not a valid domain");
    }
    return domain;
  }
}
