package io.drydock.engine.network;

import io.drydock.core.DrydockException;
import io.drydock.linux.network.Link;
import io.drydock.linux.network.NetworkNamespace;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the host right again after an engine that was killed. */
final class Recovery {
  private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

  private final Host host;
  private final Registry registry;
  private final Sandboxes sandboxes;

  Recovery(Host host, Registry registry, Sandboxes sandboxes) {
    this.host = host;
    this.registry = registry;
    this.sandboxes = sandboxes;
  }

  /**
   * Serves the running containers again and removes what is left of others.
   *
   * @param running their ids
   */
  void run(Set<String> running) {
    for (SandboxState each : sandboxes.all()) {
      if (!running.contains(each.containerId()) || lostNamespace(each)) {
        attempt("remove what is left of " + each.name(), () -> sandboxes.leave(each.containerId()));
      }
    }
    for (SandboxState each : sandboxes.all()) {
      attempt("serve " + each.name() + " again", () -> sandboxes.takeUp(each));
    }
    sandboxes.installFirewall();
    removeLinks();
    sandboxes.pool().sweep(namespaces());
  }

  private static boolean lostNamespace(SandboxState sandbox) {
    boolean own = sandbox.mode().kind() != NetworkMode.Kind.CONTAINER;
    return own && sandbox.namespace().filter(each -> !NetworkNamespace.mountedOn(each)).isPresent();
  }

  private static void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (DrydockException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot " + what, e);
    }
  }

  private Set<Path> namespaces() {
    return sandboxes.all().stream()
        .flatMap(each -> each.namespace().stream())
        .collect(Collectors.toSet());
  }

  /** Removes the interfaces that have our kind of name and belong to nothing that there is. */
  private void removeLinks() {
    var used = new HashSet<String>();
    for (NetworkState network : registry.all()) {
      for (char sort : new char[] {'b', 'x', 'p'}) {
        used.add(host.interfaceName(sort, network.id()));
      }
    }
    for (SandboxState sandbox : sandboxes.all()) {
      sandbox.endpoints().forEach(each -> used.add(host.interfaceName('v', each.id())));
    }
    for (Link link : host.routes().links()) {
      if (isOurs(link) && !used.contains(link.name())) {
        host.routes().delete(link.name());
      }
    }
  }

  private boolean isOurs(Link link) {
    return host.isOurs(link.name(), 'v')
        || host.isOurs(link.name(), 'b')
        || host.isOurs(link.name(), 'x')
        || host.isOurs(link.name(), 'p');
  }

  /** Removes what the host has of networks, which are all made again by the next engine. */
  void dismantle() {
    for (Link link : host.routes().links()) {
      if (isOurs(link) || link.name().equals(host.options().defaultBridge())) {
        host.routes().delete(link.name());
      }
    }
    host.firewall().uninstall();
  }
}
