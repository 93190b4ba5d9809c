package io.drydock.engine.network.address;

import java.net.Inet6Address;

/** The text of IPv6 addresses, RFC 5952: the longest run of zeros becomes two colons. */
final class Ipv6Text {
  private static final int GROUPS = 8;

  private Ipv6Text() {}

  static String of(Inet6Address address) {
    int[] groups = groups(address.getAddress());
    int start = longestRun(groups);
    int end = start < 0 ? start : runEnd(groups, start);
    var text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i = end - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  private static int[] groups(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    return groups;
  }

  /** Where the longest run of at least two zeros begins, or -1. */
  private static int longestRun(int[] groups) {
    int best = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = runEnd(groups, i) - i;
      if (run > length) {
        best = i;
        length = run;
      }
    }
    return best;
  }

  private static int runEnd(int[] groups, int start) {
    int end = start;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end;
  }
}
