package io.drydock.engine.network;

import io.drydock.container.ContainerSpec;
import io.drydock.container.EndpointSettings;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.NetworkMode.Kind;
import io.drydock.engine.network.SandboxState.Identity;
import io.drydock.engine.network.Wiring.Attachment;
import io.drydock.engine.network.port.PortRequest;
import io.drydock.linux.network.NetworkNamespace;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The networks of running containers.
 *
 * <p>Addresses are on disk before anything uses them. So whenever the engine is killed, the file of
 * a container tells the next engine what may be left of it on the host.
 */
final class Sandboxes implements AutoCloseable {
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
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("network-leave").factory());

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
    this.publisher = new Publisher(host, drivers, registry);
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

  /** Begins to make the network of a container; nothing is left when that fails. */
  Joining begin(JoinRequest request) {
    find(request.containerId()).ifPresent(_ -> leave(request.containerId()));
    NetworkMode mode = NetworkMode.of(request.spec().host().networking().networkMode());
    SequencedMap<NetworkState, EndpointSettings> wanted = plan.networks(mode, request.spec());
    SandboxState sandbox = prepare(request, mode);
    synchronized (sandbox) {
      try {
        take(sandbox, wanted);
        sandboxes.put(sandbox.containerId(), sandbox);
        files.write(sandbox);
        if (mode.kind() != Kind.CONTAINER) {
          naming.write(sandbox);
        }
      } catch (RuntimeException e) {
        undo(sandbox, e);
        throw e;
      }
    }
    return new Joining(this, sandbox, Beside.start(() -> complete(sandbox)));
  }

  /** What fails is taken back by who waits: until then a runtime may need the namespace. */
  private void complete(SandboxState sandbox) {
    synchronized (sandbox) {
      if (sandboxes.get(sandbox.containerId()) != sandbox) {
        // The container could not be made, and has left already.
        return;
      }
      connectAll(sandbox);
    }
    sandbox.endpoints().forEach(this::connected);
  }

  /** Takes back what was begun and could not be completed. */
  void takeBack(SandboxState sandbox, RuntimeException cause) {
    synchronized (sandbox) {
      if (sandboxes.get(sandbox.containerId()) == sandbox) {
        undo(sandbox, cause);
      }
    }
  }

  private void undo(SandboxState sandbox, RuntimeException cause) {
    try {
      dismantle(sandbox);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  void connected(Endpoint endpoint) {
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
          named(mode.name())
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

  private Optional<SandboxState> named(String idOrName) {
    return find(idOrName)
        .or(() ->
            sandboxes.values().stream()
                .filter(
                    each -> each.name().equals(idOrName) || each.containerId().startsWith(idOrName))
                .findFirst());
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
    // Rules take a process in the container's namespace and one in the host's; neither waits.
    Beside beside = Beside.start(() -> naming.begin(sandbox));
    try {
      wire(sandbox);
      publisher.publish(sandbox);
    } finally {
      beside.end();
    }
    beside.check();
    naming.enter(sandbox);
    if (!sandbox.ports().isEmpty() || naming.asksEngine(sandbox)) {
      files.write(sandbox);
    }
    naming.refreshLinks(sandbox);
  }

  private void wire(SandboxState sandbox) {
    List<Attachment> attachments =
        sandbox.endpoints().stream()
            .map(each -> new Attachment(registry.get(each.networkId()), each))
            .filter(each -> !EndpointPlan.isPlain(each.network()))
            .toList();
    if (!attachments.isEmpty()) {
      wiring.attach(sandbox.namespace().orElseThrow(), attachments, sandbox.endpoints());
    }
  }

  /** Writes the whole table anew. */
  void installFirewall() {
    var elements = new ArrayList<>(registry.elements());
    sandboxes.values().forEach(each -> elements.addAll(publisher.elements(each)));
    host.firewall().install(elements.stream().distinct().toList());
  }

  /**
   * Gives an endpoint's addresses back. Before that the container's file no longer has them, so
   * that no two files ever name one address.
   */
  void forget(SandboxState sandbox, NetworkState network, Endpoint endpoint) {
    synchronized (registry) {
      sandbox.endpoints().remove(endpoint);
    }
    if (sandboxes.containsKey(sandbox.containerId())) {
      files.write(sandbox);
    }
    synchronized (registry) {
      network.release(endpoint);
    }
  }

  SandboxState running(String containerId) {
    return find(containerId)
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.CONFLICT, "container " + containerId + " is not running"));
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
    if (!publisher.unpublish(sandbox)) {
      installFirewall();
    }
    sandboxes.remove(sandbox.containerId(), sandbox);
    files.deleteSandbox(sandbox.containerId());
    for (Endpoint each : List.copyOf(sandbox.endpoints())) {
      NetworkState network = registry.get(each.networkId());
      naming.leave(each);
      forget(sandbox, network, each);
      // Takes long and nobody has to wait for it: no other endpoint's interface has this name.
      background.execute(() -> drivers.of(network.spec()).detach(network, each));
    }
    if (sandbox.mode().kind() != Kind.CONTAINER && sandbox.mode().kind() != Kind.HOST) {
      sandbox.namespace().ifPresent(NetworkNamespace::delete);
    }
  }

  /** Serves a container again that an earlier engine served. */
  void takeUp(SandboxState sandbox) {
    synchronized (sandbox) {
      publisher.takeAgain(sandbox);
      if (sandbox.mode().kind() != Kind.CONTAINER) {
        naming.enter(sandbox);
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

  Wiring wiring() {
    return wiring;
  }

  Publisher publisher() {
    return publisher;
  }

  Naming naming() {
    return naming;
  }

  /** Ends what goes on in the background; no container leaves. */
  @Override
  public void close() {
    background.close();
    pool.close();
  }

  static List<InetAddress> addresses(SandboxState sandbox) {
    return sandbox.endpoints().stream()
        .flatMap(each -> NetworkState.addresses(each).stream())
        .toList();
  }
}
