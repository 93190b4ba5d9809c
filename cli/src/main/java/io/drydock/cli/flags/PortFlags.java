package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import io.drydock.bake.value.CsvText;
import io.drydock.container.Networking.PortBinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** Ports of {@code --publish} and {@code --expose}. */
public final class PortFlags {
  private static final int MOST = 65535;

  private final SequencedMap<String, List<PortBinding>> bindings = new LinkedHashMap<>();
  private final SequencedSet<String> exposed = new LinkedHashSet<>();

  private record Range(int start, int end) {
    int size() {
      return end - start;
    }
  }

  public static PortFlags read(List<String> publish, List<String> expose) {
    var ports = new PortFlags();
    for (String each : publish) {
      ports.publish(isLong(each) ? shortForm(each) : each);
    }
    expose.forEach(ports::expose);
    return ports;
  }

  public SequencedMap<String, List<PortBinding>> bindings() {
    return bindings;
  }

  SequencedSet<String> exposed() {
    return exposed;
  }

  private static boolean isLong(String text) {
    return text.contains("=");
  }

  /** {@code target=80,published=8080,protocol=udp} as {@code 8080:80/udp}. */
  private static String shortForm(String text) {
    String target = "";
    String published = "";
    String protocol = "tcp";
    for (String field : CsvText.fields(text)) {
      int equals = field.indexOf('=');
      String value = equals < 0 ? "" : field.substring(equals + 1);
      switch (equals < 0 ? field : field.substring(0, equals)) {
        case "target" -> target = value;
        case "published" -> published = value;
        case "protocol" -> protocol = value;
        default -> {
          // the mode is of swarm's services only, and docker passes over what it does not know
        }
      }
    }
    return published + ":" + target + "/" + protocol;
  }

  private void publish(String text) {
    int slash = text.lastIndexOf('/');
    String protocol = slash < 0 ? "tcp" : text.substring(slash + 1).toLowerCase(Locale.ROOT);
    String addresses = slash < 0 ? text : text.substring(0, slash);
    int containerColon = addresses.lastIndexOf(':');
    String container = addresses.substring(containerColon + 1);
    String before = containerColon < 0 ? "" : addresses.substring(0, containerColon);
    int hostColon = before.lastIndexOf(':');
    String host = before.substring(hostColon + 1);
    String ip = hostColon < 0 ? "" : bare(before.substring(0, hostColon));
    if (container.isEmpty()) {
      throw invalid("no port specified: " + text + "<empty>");
    }
    Addresses.require(ip, !ip.isEmpty(), "invalid IP address: " + ip);
    Range inner =
        range(container).orElseThrow(() -> invalid("invalid containerPort: " + container));
    Optional<Range> outer =
        host.isEmpty()
            ? Optional.empty()
            : Optional.of(range(host).orElseThrow(() -> invalid("invalid hostPort: " + host)));
    if (outer.isPresent() && outer.get().size() != inner.size() && inner.size() != 0) {
      throw invalid(
          "invalid ranges specified for container and host Ports: " + container + " and " + host);
    }
    requireProtocol(protocol);
    bind(inner, outer, ip, protocol);
  }

  private void bind(Range inner, Optional<Range> outer, String ip, String protocol) {
    for (int i = 0; i <= inner.size(); i++) {
      String port = (inner.start + i) + "/" + protocol;
      String hostPort = "";
      if (outer.isPresent()) {
        Range range = outer.get();
        boolean any = inner.size() == 0 && range.size() > 0;
        hostPort = any ? range.start + "-" + range.end : String.valueOf(range.start + i);
      }
      bindings.computeIfAbsent(port, _ -> new ArrayList<>()).add(new PortBinding(ip, hostPort));
      exposed.add(port);
    }
  }

  private void expose(String text) {
    if (text.contains(":")) {
      throw invalid("invalid port format for --expose: " + text);
    }
    int slash = text.indexOf('/');
    String protocol = slash < 0 ? "tcp" : text.substring(slash + 1).toLowerCase(Locale.ROOT);
    String port = slash < 0 ? text : text.substring(0, slash);
    Range range = exposedRange(text, port);
    requireProtocol(protocol);
    for (int each = range.start; each <= range.end; each++) {
      exposed.add(each + "/" + protocol);
    }
  }

  private static Range exposedRange(String text, String port) {
    String start = "invalid range format for --expose: " + text + ", error: ";
    int dash = port.indexOf('-');
    for (String each :
        dash < 0 ? List.of(port) : List.of(port.substring(0, dash), port.substring(dash + 1))) {
      if (number(each).isEmpty()) {
        throw invalid(start + "strconv.ParseUint: parsing \"" + each + "\": invalid syntax");
      }
    }
    return range(port)
        .orElseThrow(() -> invalid(start + "invalid range specified for port: " + port));
  }

  private static void requireProtocol(String protocol) {
    if (!List.of("tcp", "udp", "sctp").contains(protocol)) {
      throw invalid("invalid proto: " + protocol);
    }
  }

  private static String bare(String ip) {
    return ip.startsWith("[") && ip.endsWith("]") ? ip.substring(1, ip.length() - 1) : ip;
  }

  private static Optional<Range> range(String text) {
    int dash = text.indexOf('-');
    Optional<Integer> start = number(dash < 0 ? text : text.substring(0, dash));
    Optional<Integer> end = dash < 0 ? start : number(text.substring(dash + 1));
    return start.isPresent() && end.isPresent() && start.get() <= end.get()
        ? Optional.of(new Range(start.get(), end.get()))
        : Optional.empty();
  }

  private static Optional<Integer> number(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && Integer.parseInt(text) <= MOST
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }
}
