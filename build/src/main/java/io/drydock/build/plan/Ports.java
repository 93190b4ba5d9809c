package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of EXPOSE: {@code [[address:]host:]port[-port][/protocol]}. */
final class Ports {
  private static final int LARGEST = 65_535;

  private Ports() {}

  private record Range(int first, int last) {
    int size() {
      return last - first;
    }
  }

  /**
   * The ports that a word names, each as {@code 80/tcp}. Parts for the host are checked and
   * dropped.
   */
  static List<String> parse(String word) {
    int last = word.lastIndexOf(':');
    String container = word.substring(last + 1);
    int slash = container.indexOf('/');
    String range = slash < 0 ? container : container.substring(0, slash);
    String protocol = slash < 0 ? "" : container.substring(slash + 1).toLowerCase(Locale.ROOT);
    if (range.isEmpty()) {
      throw invalid("no port specified: " + word + "<empty>");
    }
    if (!List.of("", "tcp", "udp", "sctp").contains(protocol)) {
      throw invalid("invalid proto: " + protocol).withHint("Use tcp, udp or sctp.");
    }
    Range ports = range(range, "containerPort");
    if (last >= 0) {
      checkHostPart(word.substring(0, last), ports, range);
    }
    var all = new ArrayList<String>();
    for (int port = ports.first; port <= ports.last; port++) {
      all.add(port + "/" + (protocol.isEmpty() ? "tcp" : protocol));
    }
    return all;
  }

  private static void checkHostPart(String part, Range container, String containerText) {
    int colon = part.lastIndexOf(':');
    String address = colon < 0 ? "" : part.substring(0, colon);
    String host = part.substring(colon + 1);
    if (!address.isEmpty() && !isAddress(address)) {
      throw invalid("invalid IP address: " + address);
    }
    if (!host.isEmpty()) {
      Range ports = range(host, "hostPort");
      if (container.size() != ports.size() && container.size() != 0) {
        throw invalid(
            "invalid ranges specified for container and host Ports: "
                + containerText
                + " and "
                + host);
      }
    }
  }

  private static boolean isAddress(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String bare = bracketed ? text.substring(1, text.length() - 1) : text;
    if (bare.indexOf(':') >= 0) {
      return bare.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    }
    String[] parts = bare.split("\\.", -1);
    return parts.length == 4 && List.of(parts).stream().allMatch(each -> number(each, 255) >= 0);
  }

  private static Range range(String text, String what) {
    int dash = text.indexOf('-');
    int first = number(dash < 0 ? text : text.substring(0, dash), LARGEST);
    int last = dash < 0 ? first : number(text.substring(dash + 1), LARGEST);
    if (first < 0 || last < first) {
      throw invalid("invalid " + what + ": " + text)
          .withHint("A port is a number up to 65535, a range two of them with a dash between.");
    }
    return new Range(first, last);
  }

  /** The number, or -1 where the text is none that is at most {@code largest}. */
  private static int number(String text, int largest) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int value = Integer.parseInt(text);
    return value <= largest ? value : -1;
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
