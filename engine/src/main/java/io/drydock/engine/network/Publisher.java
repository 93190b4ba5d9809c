package io.drydock.engine.network;

import io.drydock.core.DrydockException;
import io.drydock.engine.network.Wiring.Attachment;
import io.drydock.engine.network.address.Subnet;
import io.drydock.engine.network.nft.Element;
import io.drydock.engine.network.nft.Element.Holder;
import io.drydock.engine.network.port.PortRequest;
import io.drydock.engine.network.port.Reservation;
import io.drydock.linux.network.ConnectionTable;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Publishes ports of containers: takes the host's and says what the firewall needs to know. */
final class Publisher {
  private static final System.Logger LOG = System.getLogger(Publisher.class.getName());

  private final Host host;
  private final Drivers drivers;
  private final Registry registry;

  Publisher(Host host, Drivers drivers, Registry registry) {
    this.host = host;
    this.drivers = drivers;
    this.registry = registry;
  }

  /** The endpoint that a container's published ports lead to, if it has any. */
  Optional<Attachment> target(SandboxState sandbox) {
    if (sandbox.portRequests().isEmpty()) {
      return Optional.empty();
    }
    return sandbox.byGateway().stream()
        .map(each -> new Attachment(registry.get(each.networkId()), each))
        .filter(each -> drivers.of(each.network().spec()).publishes())
        .filter(each -> !each.network().spec().internal())
        .findFirst();
  }

  /** Publishes a container's ports. */
  void publish(SandboxState sandbox) {
    target(sandbox)
        .ifPresent(each -> {
          take(sandbox, each.network(), each.endpoint());
          host.firewall().change(elements(sandbox), List.of());
          forgetDatagrams(sandbox);
        });
  }

  /**
   * Ends what {@link #publish} began; false when the firewall did not have all of it, and should be
   * written anew.
   */
  boolean unpublish(SandboxState sandbox) {
    List<Element> elements = elements(sandbox);
    boolean complete = true;
    try {
      host.firewall().change(List.of(), elements);
      forgetDatagrams(sandbox);
    } catch (DrydockException e) {
      complete = false;
    }
    release(sandbox);
    return complete;
  }

  /**
   * Lets published ports follow the endpoint that gives the default route.
   *
   * @param before where they led to
   */
  void republish(SandboxState sandbox, Optional<Attachment> before) {
    if (!before.equals(target(sandbox))) {
      before.ifPresent(each ->
          host.firewall().change(List.of(), elements(sandbox, each.network(), each.endpoint())));
      release(sandbox);
      publish(sandbox);
    }
  }

  private void forgetDatagrams(SandboxState sandbox) {
    Set<Integer> ports =
        sandbox.ports().stream()
            .filter(each -> each.protocol().equals("udp"))
            .map(PublishedPort::hostPort)
            .collect(Collectors.toSet());
    if (!ports.isEmpty()) {
      ConnectionTable.forgetDatagrams(host.namespace(), ports::contains);
    }
  }

  /** What the firewall has to know of a container's ports. */
  List<Element> elements(SandboxState sandbox) {
    return target(sandbox)
        .map(each -> elements(sandbox, each.network(), each.endpoint()))
        .orElse(List.of());
  }

  /**
   * Takes the host's ports that a container asks for. All or none are taken.
   *
   * @param endpoint that they lead to
   */
  private void take(SandboxState sandbox, NetworkState network, Endpoint endpoint) {
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
    boolean four =
        endpoint.ipv4().isPresent() && BridgeDriver.translates(options.gatewayMode(false));
    boolean six = endpoint.ipv6().isPresent() && BridgeDriver.translates(options.gatewayMode(true));
    return four || six;
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
  void takeAgain(SandboxState sandbox) {
    target(sandbox).ifPresent(each -> takeAgain(sandbox, each.endpoint()));
  }

  private void takeAgain(SandboxState sandbox, Endpoint endpoint) {
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

  private void release(SandboxState sandbox) {
    sandbox.reservations().forEach(host.ports()::release);
    sandbox.reservations().clear();
    sandbox.ports().clear();
  }

  private static List<Element> elements(
      SandboxState sandbox, NetworkState network, Endpoint endpoint) {
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
