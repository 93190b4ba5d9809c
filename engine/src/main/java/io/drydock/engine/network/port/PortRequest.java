package io.drydock.engine.network.port;

import io.drydock.container.Networking;
import io.drydock.container.Networking.PortBinding;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A port of a container that shall be reached at one of the host's.
 *
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param hostIp empty for all addresses of both families
 * @param firstPort of the host's that may be taken; 0 for any that is free
 * @param lastPort of the host's that may be taken
 */
public record PortRequest(
    int containerPort, String protocol, String hostIp, int firstPort, int lastPort) {
  private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");
  private static final int HIGHEST_PORT = 65_535;

  /**
   * What a container asks for, the certain ports before those that may be chosen.
   *
   * @param exposed ports of the image and the container, published when it asks for all
   * @throws DrydockException of kind INVALID for what is no port or no range of them
   */
  public static List<PortRequest> of(Networking networking, SequencedSet<String> exposed) {
    var requests = new ArrayList<PortRequest>();
    networking
        .portBindings()
        .forEach((port, bindings) -> {
          List<PortBinding> each = bindings.isEmpty() ? List.of(new PortBinding("", "")) : bindings;
          each.forEach(binding -> requests.add(parse(port, binding.hostIp(), binding.hostPort())));
        });
    if (networking.publishAllPorts()) {
      exposed.stream()
          .filter(each -> !networking.portBindings().containsKey(each))
          .forEach(each -> requests.add(parse(each, "", "")));
    }
    requests.sort(Comparator.comparingInt(each -> each.firstPort == 0 ? 1 : 0));
    return List.copyOf(requests);
  }

  private static PortRequest parse(String port, String hostIp, String hostPort) {
    int slash = port.indexOf('/');
    String protocol = slash < 0 ? "tcp" : port.substring(slash + 1).toLowerCase(Locale.ROOT);
    if (!PROTOCOLS.contains(protocol)) {
      throw new DrydockException(ErrorKind.INVALID, "invalid proto: " + protocol);
    }
    int inside = number(slash < 0 ? port : port.substring(0, slash), port);
    if (hostPort.isEmpty() || hostPort.equals("0")) {
      return new PortRequest(inside, protocol, hostIp, 0, 0);
    }
    int dash = hostPort.indexOf('-');
    int first = number(dash < 0 ? hostPort : hostPort.substring(0, dash), hostPort);
    int last = dash < 0 ? first : number(hostPort.substring(dash + 1), hostPort);
    if (first > last) {
      throw invalid(hostPort);
    }
    return new PortRequest(inside, protocol, hostIp, first, last);
  }

  private static int number(String text, String whole) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message
    }
    throw invalid(whole);
  }

  private static DrydockException invalid(String text) {
    return new DrydockException(ErrorKind.INVALID, "invalid port specification: \"" + text + "\"");
  }
}
