package io.drydock.engine.network;

import io.drydock.core.DrydockException;
import io.drydock.engine.network.address.Subnet;
import io.drydock.engine.network.nft.Element;
import io.drydock.engine.network.nft.Element.Holder;
import io.drydock.engine.network.port.PortRequest;
import io.drydock.engine.network.port.Reservation;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Publishes ports of containers: takes the host's and says what the firewall needs to know. */
final class Publisher {
  private static final System.Logger LOG = System.getLogger(Publisher.class.getName());

  private final Host host;

  Publisher(Host host) {
    this.host = host;
  }

  /**
   * Takes the host's ports that a container asks for. All or none are taken.
   *
   * @param endpoint that they lead to
   */
  void publish(SandboxState sandbox, NetworkState network, Endpoint endpoint) {
    try {
      for (PortRequest each : sandbox.portRequests()) {
        if (isTranslated(network, endpoint)) {
          take(sandbox, endpoint, withBinding(each, network), Optional.empty());
        }
      }
    } catch (DrydockException e) {
      release(sandbox);
      throw external(endpoint, e);
    }
  }

  private static DrydockException external(Endpoint endpoint, DrydockException cause) {
    var error =
        new DrydockException(
            cause.kind(),
            "failed to set up container networking: driver failed programming external"
                + " connectivity on endpoint "
                + endpoint.containerName()
                + " ("
                + endpoint.id()
                + "): "
                + cause.getMessage(),
            cause);
    return cause.hint().map(error::withHint).orElse(error);
  }

  private static boolean isTranslated(NetworkState network, Endpoint endpoint) {
    BridgeOptions options = network.options();
    return endpoint.ipv4().isPresent() && BridgeDriver.translates(options.gatewayMode(false))
        || endpoint.ipv6().isPresent() && BridgeDriver.translates(options.gatewayMode(true));
  }

  private static PortRequest withBinding(PortRequest request, NetworkState network) {
    String binding = network.options().hostBinding();
    return request.hostIp().isEmpty() && !binding.isEmpty()
        ? new PortRequest(
            request.containerPort(),
            request.protocol(),
            binding,
            request.firstPort(),
            request.lastPort())
        : request;
  }

  private void take(
      SandboxState sandbox, Endpoint endpoint, PortRequest request, Optional<Integer> again) {
    InetAddress target = NetworkState.addresses(endpoint).getFirst();
    Reservation taken =
        again.isPresent()
            ? host.ports().take(request, again.get(), target)
            : host.ports().take(request, target);
    sandbox.reservations().add(taken);
    for (String hostIp : taken.hostIps()) {
      var port =
          new PublishedPort(request.containerPort(), request.protocol(), hostIp, taken.port());
      if (!sandbox.ports().contains(port)) {
        sandbox.ports().add(port);
      }
    }
  }

  /**
   * Takes again the ports that a container had under an earlier engine. One that somebody took in
   * between stays published, since packets pass sockets by; that is only told.
   */
  void takeAgain(SandboxState sandbox, Endpoint endpoint) {
    var ports = List.copyOf(sandbox.ports());
    for (PublishedPort each : ports) {
      boolean wild = each.everywhere();
      var both = new PublishedPort(each.containerPort(), each.protocol(), "::", each.hostPort());
      if (each.hostIp().equals("::") && ports.contains(four(each))) {
        continue; // taken with its IPv4 side
      }
      String hostIp = wild && ports.contains(both) ? "" : each.hostIp();
      var request =
          new PortRequest(
              each.containerPort(), each.protocol(), hostIp, each.hostPort(), each.hostPort());
      try {
        take(sandbox, endpoint, request, Optional.of(each.hostPort()));
      } catch (DrydockException e) {
        LOG.log(System.Logger.Level.WARNING, "published port of " + sandbox.name(), e);
      }
    }
  }

  private static PublishedPort four(PublishedPort port) {
    return new PublishedPort(port.containerPort(), port.protocol(), "0.0.0.0", port.hostPort());
  }

  /** Gives a container's ports back. */
  void release(SandboxState sandbox) {
    sandbox.reservations().forEach(host.ports()::release);
    sandbox.reservations().clear();
    sandbox.ports().clear();
  }

  /** What the firewall has to know of a container's ports. */
  static List<Element> elements(SandboxState sandbox, NetworkState network, Endpoint endpoint) {
    var elements = new ArrayList<Element>();
    for (PublishedPort port : sandbox.ports()) {
      boolean six = port.hostIp().contains(":");
      boolean translated = BridgeDriver.translates(network.options().gatewayMode(six));
      (six ? endpoint.ipv6() : endpoint.ipv4())
          .filter(_ -> translated)
          .ifPresent(each -> elements.add(translation(port, six, each.address())));
    }
    for (PortRequest request : sandbox.portRequests()) {
      for (InetAddress address : NetworkState.addresses(endpoint)) {
        boolean six = address instanceof java.net.Inet6Address;
        if (!BridgeDriver.translates(network.options().gatewayMode(six))) {
          elements.add(opening(request, six, Subnet.text(address)));
        }
      }
    }
    return elements.stream().distinct().toList();
  }

  private static Element translation(PublishedPort port, boolean six, String target) {
    String text =
        port.protocol() + " . " + port.hostPort() + " : " + target + " . " + port.containerPort();
    if (port.everywhere()) {
      return new Element(six ? Holder.PORTS6 : Holder.PORTS4, text);
    }
    return new Element(six ? Holder.PORTS6_AT : Holder.PORTS4_AT, port.hostIp() + " . " + text);
  }

  private static Element opening(PortRequest request, boolean six, String target) {
    return new Element(
        six ? Holder.OPEN6 : Holder.OPEN4,
        target + " . " + request.protocol() + " . " + request.containerPort());
  }
}
