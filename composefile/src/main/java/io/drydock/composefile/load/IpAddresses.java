package io.drydock.composefile.load;

/** Tells whether texts are IP addresses, without asking any name server. */
final class IpAddresses {
  private IpAddresses() {}

  /** Whether the text is an address of IPv4 or IPv6, without a zone. */
  static boolean isAddress(String text) {
    return text.indexOf(':') >= 0 ? isIpv6(text) : isIpv4(text);
  }

  private static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String each : parts) {
      boolean digits = !each.isEmpty() && each.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!digits || each.length() > 3 || Integer.parseInt(each) > 255 || isPadded(each)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPadded(String number) {
    return number.length() > 1 && number.startsWith("0");
  }

  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0) {
      int groups = groups(text.substring(0, gap), false) + groups(text.substring(gap + 2), true);
      return groups >= 0 && groups < 8;
    }
    return groups(text, true) == 8;
  }

  /** How many groups of 16 bits the text has, or a large negative number for none that is valid. */
  private static int groups(String text, boolean mayEndInIpv4) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    int groups = 0;
    for (int i = 0; i < parts.length; i++) {
      if (mayEndInIpv4 && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        return isIpv4(parts[i]) ? groups + 2 : Integer.MIN_VALUE / 2;
      }
      if (!isGroup(parts[i])) {
        return Integer.MIN_VALUE / 2;
      }
      groups++;
    }
    return groups;
  }

  private static boolean isGroup(String part) {
    return !part.isEmpty()
        && part.length() <= 4
        && part.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
