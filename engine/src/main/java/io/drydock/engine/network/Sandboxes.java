package io.drydock.engine.network;

import io.drydock.container.ContainerSpec;
import io.drydock.container.EndpointSettings;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.NetworkMode.Kind;
import io.drydock.engine.network.SandboxState.Identity;
import io.drydock.engine.network.Wiring.Attachment;
import io.drydock.engine.network.nft.Element;
import io.drydock.engine.network.port.PortRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The networks of running containers.
 *
 * <p>Addresses are on disk before anything uses them. So whenever the engine is killed, the file of
 * a container tells the next engine what may be left of it on the host.
 */
final class Sandboxes {
  private static final System.Logger LOG = System.getLogger(Sandboxes.class.getName());

  private final Host host;
  private final Registry registry;
  private final StateFiles files;
  private final NamespacePool pool;
  private final Wiring wiring;
  private final Drivers drivers;
  private final Publisher publisher;
  private final EndpointPlan plan;
  private final Naming naming;
  private final NetworkListener listener;
  private final Map<String, SandboxState> sandboxes = new ConcurrentHashMap<>();

  Sandboxes(
      Host host, Drivers drivers, Registry registry, StateFiles files, NetworkListener listener) {
    this.host = host;
    this.drivers = drivers;
    this.registry = registry;
    this.files = files;
    this.listener = listener;
    this.pool =
        new NamespacePool(host.options().runtime().resolve("namespaces"), host.options().warm());
    this.wiring = new Wiring(drivers);
    this.publisher = new Publisher(host);
    this.plan = new EndpointPlan(registry);
    this.naming = new Naming(host, registry, sandboxes);
    files.sandboxes().forEach(this::takeAddresses);
  }

  /** What an earlier engine gave away is taken before anything else is given away. */
  private void takeAddresses(SandboxState sandbox) {
    synchronized (registry) {
      sandbox.endpoints().removeIf(each -> registry.find(each.networkId()).isEmpty());
      sandbox.endpoints().forEach(each -> registry.get(each.networkId()).takeAgain(each));
    }
    sandboxes.put(sandbox.containerId(), sandbox);
  }

  Optional<SandboxState> find(String containerId) {
    return Optional.ofNullable(sandboxes.get(containerId));
  }

  List<SandboxState> all() {
    return List.copyOf(sandboxes.values());
  }

  /** Makes the network of a container; nothing is left when that fails. */
  NetworkSandbox join(JoinRequest request) {
    find(request.containerId()).ifPresent(_ -> leave(request.containerId()));
    NetworkMode mode = NetworkMode.of(request.spec().host().networking().networkMode());
    SequencedMap<NetworkState, EndpointSettings> wanted = plan.networks(mode, request.spec());
    SandboxState sandbox = prepare(request, mode);
    synchronized (sandbox) {
      try {
        take(sandbox, wanted);
        sandboxes.put(sandbox.containerId(), sandbox);
        files.write(sandbox);
        connectAll(sandbox);
      } catch (RuntimeException e) {
        undo(sandbox, e);
        throw e;
      }
    }
    sandbox.endpoints().forEach(each -> connected(each));
    return snapshot(sandbox);
  }

  private void undo(SandboxState sandbox, RuntimeException cause) {
    try {
      dismantle(sandbox);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private void connected(Endpoint endpoint) {
    registry
        .find(endpoint.networkId())
        .ifPresent(each -> listener.connected(registry.snapshot(each), endpoint.containerId()));
  }

  private SandboxState prepare(JoinRequest request, NetworkMode mode) {
    ContainerSpec spec = request.spec();
    String id = request.containerId();
    List<PortRequest> ports =
        mode.kind() == Kind.DEFAULT || mode.kind() == Kind.USER
            ? PortRequest.of(spec.host().networking(), request.exposedPorts())
            : List.of();
    if (mode.kind() == Kind.CONTAINER) {
      SandboxState other =
          find(mode.name())
              .orElseThrow(() ->
                  new DrydockException(
                      ErrorKind.CONFLICT,
                      "cannot join network of a non running container: " + mode.name()));
      return new SandboxState(
          id, request.name(), mode, other.namespace(), other.files(), other.identity(), ports);
    }
    String asked = spec.settings().hostname();
    String otherwise = mode.kind() == Kind.HOST ? EtcFiles.hostname() : Ids.shorten(id);
    var identity =
        new Identity(
            asked.isEmpty() ? otherwise : asked,
            spec.settings().domainname(),
            spec.host().networking());
    Optional<Path> namespace =
        mode.kind() == Kind.HOST ? host.options().host() : Optional.of(pool.take());
    return new SandboxState(
        id, request.name(), mode, namespace, etc(request.directory()), identity, ports);
  }

  private static NetworkSandbox.Files etc(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot create \"" + folder + "\"", e);
    }
    return new NetworkSandbox.Files(
        folder.resolve("hosts"), folder.resolve("resolv.conf"), folder.resolve("hostname"));
  }

  private void take(SandboxState sandbox, SequencedMap<NetworkState, EndpointSettings> wanted) {
    synchronized (registry) {
      wanted.forEach((network, settings) -> {
        registry.get(network.id());
        EndpointPlan.take(sandbox, network, settings);
      });
    }
  }

  private void connectAll(SandboxState sandbox) {
    if (sandbox.mode().kind() == Kind.CONTAINER) {
      return;
    }
    naming.write(sandbox);
    List<Attachment> attachments =
        sandbox.endpoints().stream()
            .map(each -> new Attachment(registry.get(each.networkId()), each))
            .filter(each -> !EndpointPlan.isPlain(each.network()))
            .toList();
    if (!attachments.isEmpty()) {
      wiring.attach(sandbox.namespace().orElseThrow(), attachments, sandbox.endpoints());
    }
    publish(sandbox);
    naming.begin(sandbox);
    if (!sandbox.ports().isEmpty() || naming.asksEngine(sandbox)) {
      files.write(sandbox);
    }
    naming.refreshLinks(sandbox);
  }

  /** The endpoint that published ports lead to. */
  private Optional<Attachment> published(SandboxState sandbox) {
    if (sandbox.portRequests().isEmpty()) {
      return Optional.empty();
    }
    return sandbox.byGateway().stream()
        .map(each -> new Attachment(registry.get(each.networkId()), each))
        .filter(each -> drivers.of(each.network().spec()).publishes())
        .filter(each -> !each.network().spec().internal())
        .findFirst();
  }

  private void publish(SandboxState sandbox) {
    published(sandbox)
        .ifPresent(each -> {
          publisher.publish(sandbox, each.network(), each.endpoint());
          host.firewall()
              .change(Publisher.elements(sandbox, each.network(), each.endpoint()), List.of());
        });
  }

  private List<Element> elements(SandboxState sandbox) {
    return published(sandbox)
        .map(each -> Publisher.elements(sandbox, each.network(), each.endpoint()))
        .orElse(List.of());
  }

  private void unpublish(SandboxState sandbox) {
    List<Element> elements = elements(sandbox);
    try {
      host.firewall().change(List.of(), elements);
    } catch (DrydockException e) {
      // Some are missing: whoever changed the table, from here on it is right again.
      publisher.release(sandbox);
      installFirewall();
    }
    publisher.release(sandbox);
  }

  /** Writes the whole table anew. */
  void installFirewall() {
    var elements = new ArrayList<>(registry.elements());
    sandboxes.values().forEach(each -> elements.addAll(elements(each)));
    host.firewall().install(elements.stream().distinct().toList());
  }

  /** Puts a running container into one more network. */
  Endpoint connect(NetworkState network, String containerId, EndpointSettings settings) {
    SandboxState sandbox = running(containerId);
    refuseShared(sandbox, network);
    EndpointPlan.check(network, settings);
    Endpoint endpoint;
    synchronized (sandbox) {
      List<Attachment> before = published(sandbox).stream().toList();
      synchronized (registry) {
        registry.get(network.id());
        endpoint = EndpointPlan.take(sandbox, network, settings);
      }
      try {
        files.write(sandbox);
        Path namespace = sandbox.namespace().orElseThrow();
        wiring.attach(namespace, List.of(new Attachment(network, endpoint)), sandbox.endpoints());
        wiring.route(namespace, sandbox.endpoints());
        republish(sandbox, before);
        naming.change(sandbox);
        files.write(sandbox);
      } catch (RuntimeException e) {
        remove(sandbox, endpoint, e);
        throw e;
      }
    }
    connected(endpoint);
    return endpoint;
  }

  private void remove(SandboxState sandbox, Endpoint endpoint, RuntimeException cause) {
    try {
      detach(sandbox, endpoint);
      files.write(sandbox);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** Published ports follow the endpoint that gives the default route. */
  private void republish(SandboxState sandbox, List<Attachment> before) {
    List<Attachment> after = published(sandbox).stream().toList();
    if (before.equals(after)) {
      return;
    }
    for (Attachment each : before) {
      host.firewall()
          .change(List.of(), Publisher.elements(sandbox, each.network(), each.endpoint()));
    }
    publisher.release(sandbox);
    publish(sandbox);
  }

  private static void refuseShared(SandboxState sandbox, NetworkState network) {
    switch (sandbox.mode().kind()) {
      case HOST, CONTAINER ->
          throw new DrydockException(
              ErrorKind.CONFLICT,
              "container sharing network namespace with another container or host cannot be"
                  + " connected to any other network");
      case NONE ->
          throw new DrydockException(
              ErrorKind.CONFLICT,
              "container cannot be connected to multiple networks with one of the networks in"
                  + " private (none) mode");
      default -> {
        if (EndpointPlan.isPlain(network)) {
          throw new DrydockException(
              ErrorKind.CONFLICT,
              "container cannot be connected to network " + network.name() + " while it runs");
        }
      }
    }
  }

  private SandboxState running(String containerId) {
    return find(containerId)
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.CONFLICT, "container " + containerId + " is not running"));
  }

  /** Takes a running container out of a network. */
  void disconnect(NetworkState network, String containerId, boolean force) {
    SandboxState sandbox = running(containerId);
    synchronized (sandbox) {
      Endpoint endpoint =
          sandbox.endpoints().stream()
              .filter(each -> each.networkId().equals(network.id()))
              .findFirst()
              .orElseThrow(() ->
                  new DrydockException(
                      ErrorKind.FORBIDDEN,
                      "container "
                          + containerId
                          + " is not connected to network "
                          + network.name()));
      if (EndpointPlan.isPlain(network)) {
        throw new DrydockException(
            ErrorKind.CONFLICT,
            "container cannot be disconnected from " + network.name() + " network");
      }
      List<Attachment> before = published(sandbox).stream().toList();
      try {
        wiring.detach(network, endpoint, sandbox.namespace().orElseThrow());
      } catch (DrydockException e) {
        if (!force) {
          throw e;
        }
        LOG.log(System.Logger.Level.WARNING, "an interface of " + sandbox.name() + " stays", e);
      }
      naming.leave(endpoint);
      forget(sandbox, network, endpoint);
      wiring.route(sandbox.namespace().orElseThrow(), sandbox.endpoints());
      republish(sandbox, before);
      naming.change(sandbox);
      files.write(sandbox);
    }
    listener.disconnected(registry.snapshot(network), containerId);
  }

  private void detach(SandboxState sandbox, Endpoint endpoint) {
    NetworkState network = registry.get(endpoint.networkId());
    naming.leave(endpoint);
    sandbox.namespace().ifPresent(each -> wiring.detach(network, endpoint, each));
    forget(sandbox, network, endpoint);
  }

  private void forget(SandboxState sandbox, NetworkState network, Endpoint endpoint) {
    synchronized (registry) {
      network.release(endpoint);
      sandbox.endpoints().remove(endpoint);
    }
  }

  /** Gives a running container another name. */
  void rename(String containerId, String name) {
    find(containerId)
        .ifPresent(sandbox -> {
          synchronized (sandbox) {
            sandbox.rename(name);
            synchronized (registry) {
              sandbox.endpoints().replaceAll(each -> renamed(sandbox, each));
            }
            naming.change(sandbox);
            files.write(sandbox);
          }
        });
  }

  private Endpoint renamed(SandboxState sandbox, Endpoint endpoint) {
    NetworkState network = registry.get(endpoint.networkId());
    var changed =
        new Endpoint(
            endpoint.id(),
            endpoint.networkId(),
            endpoint.networkName(),
            endpoint.containerId(),
            sandbox.name(),
            endpoint.settings(),
            endpoint.interfaceName(),
            endpoint.macAddress(),
            endpoint.ipv4(),
            endpoint.ipv6(),
            EndpointPlan.dnsNames(sandbox, network, endpoint.settings()));
    network.endpoints().put(endpoint.containerId(), changed);
    return changed;
  }

  /** Removes all that a container had. */
  void leave(String containerId) {
    find(containerId)
        .ifPresent(sandbox -> {
          List<Endpoint> endpoints;
          synchronized (sandbox) {
            if (sandboxes.get(containerId) != sandbox) {
              return;
            }
            endpoints = List.copyOf(sandbox.endpoints());
            dismantle(sandbox);
          }
          for (Endpoint each : endpoints) {
            registry
                .find(each.networkId())
                .ifPresent(it -> listener.disconnected(registry.snapshot(it), containerId));
          }
        });
  }

  /** Undoes a join, whatever of it was done. */
  private void dismantle(SandboxState sandbox) {
    naming.end(sandbox);
    unpublish(sandbox);
    List<Endpoint> endpoints = List.copyOf(sandbox.endpoints());
    boolean own = sandbox.mode().kind() != Kind.CONTAINER && sandbox.mode().kind() != Kind.HOST;
    for (Endpoint each : endpoints) {
      NetworkState network = registry.get(each.networkId());
      naming.leave(each);
      drivers.of(network.spec()).detach(network, each);
      forget(sandbox, network, each);
    }
    if (own) {
      sandbox.namespace().ifPresent(io.drydock.linux.network.NetworkNamespace::delete);
    }
    sandboxes.remove(sandbox.containerId(), sandbox);
    files.deleteSandbox(sandbox.containerId());
  }

  /** Serves a container again that an earlier engine served. */
  void takeUp(SandboxState sandbox) {
    synchronized (sandbox) {
      published(sandbox).ifPresent(each -> publisher.takeAgain(sandbox, each.endpoint()));
      if (sandbox.mode().kind() != Kind.CONTAINER) {
        naming.begin(sandbox);
        files.write(sandbox);
      }
    }
  }

  NetworkSandbox snapshot(SandboxState sandbox) {
    synchronized (registry) {
      return sandbox.snapshot();
    }
  }

  NamespacePool pool() {
    return pool;
  }

  static List<InetAddress> addresses(SandboxState sandbox) {
    return sandbox.endpoints().stream()
        .flatMap(each -> NetworkState.addresses(each).stream())
        .toList();
  }
}
