package io.drydock.engine.network;

import io.drydock.container.NetworkSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.overlay.Encryption;
import io.drydock.engine.network.overlay.Peers;
import io.drydock.linux.network.Link;
import io.drydock.linux.network.LinkKind;
import io.drydock.linux.network.RouteSocket;
import io.drydock.linux.network.RouteSocket.LinkAddress;
import io.drydock.linux.network.RouteSocket.NewLink;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/** The port of an overlay network's bridge that leads to the other hosts: a VXLAN link. */
final class OverlayPort {
  static final String DRIVER = "overlay";

  /** Number of the VXLAN; Docker's name, though it allows several. */
  static final String NUMBER = "com.docker.network.driver.overlay.vxlanid_list";

  static final String ENCRYPTED = "encrypted";
  private static final String PEERS = "io.drydock.network.overlay.peers";
  private static final String KEY_FILE = "io.drydock.network.overlay.key-file";

  /** Encrypted networks have a port of their own, by which the kernel knows what to encrypt. */
  private static final int PLAIN_PORT = 4789;

  private static final int ENCRYPTED_PORT = 4790;
  private static final int NUMBERS = 1 << 24;
  private static final int LOWEST_NUMBER = 4096;

  /** Of an outer Ethernet, IPv4, UDP and VXLAN header, in bytes; IPv6's is 20 longer. */
  private static final int OVERHEAD = 50;

  private static final int OVERHEAD_IPV6 = 70;
  private static final int OVERHEAD_ENCRYPTION = 62;

  private final Host host;

  /** The hosts that each network's link sends to already. */
  private final Map<String, Set<InetAddress>> known = new HashMap<>();

  OverlayPort(Host host) {
    this.host = host;
  }

  static boolean isOverlay(NetworkSpec spec) {
    return spec.driver().equals(DRIVER);
  }

  void check(NetworkSpec spec) {
    number(spec);
    Peers peers = peers(spec);
    self(peers);
    if (encrypted(spec)) {
      encryption(spec).check();
    }
  }

  /** The hosts of the network, from its options or the engine's file. */
  Peers peers(NetworkSpec spec) {
    String listed = spec.options().getOrDefault(PEERS, "");
    if (!listed.isEmpty()) {
      return Peers.of(List.of(listed.split("[, ]+")), "option " + PEERS);
    }
    return host.options()
        .peers()
        .map(Peers::read)
        .orElseThrow(() ->
            new DrydockException(
                    ErrorKind.INVALID, "an overlay network needs a list of the hosts that it spans")
                .withHint(
                    "Give it with --opt " + PEERS + "=ADDRESS,ADDRESS or in the engine's file."));
  }

  /** This host's address among the peers'. */
  private LinkAddress self(Peers peers) {
    return host.routes().addresses().stream()
        .filter(each -> peers.contains(each.address()))
        .findFirst()
        .orElseThrow(() ->
            new DrydockException(
                    ErrorKind.INVALID,
                    "none of the overlay network's hosts is this one: " + peers.addresses())
                .withHint("The list, the same on each host, has to name an address of each."));
  }

  /** This host's place in the list, and how many there are. */
  Peers.Share share(NetworkSpec spec) {
    Peers peers = peers(spec);
    return peers.share(self(peers).address());
  }

  static int number(NetworkSpec spec) {
    String text = spec.options().getOrDefault(NUMBER, "");
    if (text.isEmpty()) {
      var sum = new CRC32();
      sum.update(spec.name().getBytes(StandardCharsets.UTF_8));
      return LOWEST_NUMBER + (int) (sum.getValue() % (NUMBERS - LOWEST_NUMBER));
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0 && number < NUMBERS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message
    }
    throw new DrydockException(
        ErrorKind.INVALID, "invalid value for option " + NUMBER + ": \"" + text + "\"");
  }

  private static boolean encrypted(NetworkSpec spec) {
    return spec.options().containsKey(ENCRYPTED) && !spec.options().get(ENCRYPTED).equals("false");
  }

  private Encryption encryption(NetworkSpec spec) {
    String file = spec.options().getOrDefault(KEY_FILE, "");
    if (file.isEmpty()) {
      throw new DrydockException(
              ErrorKind.INVALID, "an encrypted overlay network needs a key that its hosts share")
          .withHint("Name a file with it by --opt " + KEY_FILE + "=FILE on each host.");
    }
    return new Encryption(host.namespace(), Path.of(file), ENCRYPTED_PORT);
  }

  int mtu(NetworkState network) {
    LinkAddress self = self(peers(network.spec()));
    int below =
        host.routes().links().stream()
            .filter(each -> each.index() == self.link())
            .mapToInt(Link::mtu)
            .findFirst()
            .orElse(1500);
    boolean six = self.address() instanceof java.net.Inet6Address;
    int overhead = six ? OVERHEAD_IPV6 : OVERHEAD;
    return below - overhead - (encrypted(network.spec()) ? OVERHEAD_ENCRYPTION : 0);
  }

  void up(NetworkState network, Link bridge, int mtu) {
    RouteSocket routes = host.routes();
    String name = host.interfaceName('x', network.id());
    NetworkSpec spec = network.spec();
    InetAddress self = self(peers(spec)).address();
    if (encrypted(spec)) {
      encryption(spec).protect(self, peers(spec).others(self));
    }
    if (routes.find(name).isEmpty()) {
      int port = encrypted(spec) ? ENCRYPTED_PORT : PLAIN_PORT;
      routes.add(new NewLink(name, "", mtu, 0), new LinkKind.Vxlan(number(spec), self, port));
    }
    Link link = routes.get(name);
    routes.plug(link.index(), bridge.index());
    routes.up(link.index());
    // What an earlier engine knew is not known to this one: the link is told again, and each host
    // would be sent everything twice.
    routes.deleteFloodTargets(link.index());
    known.put(network.id(), new HashSet<>());
    refresh(network);
  }

  /** Reads the list of hosts again and makes new ones known to the link. */
  synchronized void refresh(NetworkState network) {
    Peers peers = peers(network.spec());
    InetAddress self = self(peers).address();
    Set<InetAddress> already = known.computeIfAbsent(network.id(), _ -> new HashSet<>());
    int link = host.routes().get(host.interfaceName('x', network.id())).index();
    for (InetAddress each : peers.others(self)) {
      if (already.add(each)) {
        host.routes().addFloodTarget(link, each);
      }
    }
  }

  void down(NetworkState network) {
    host.routes().delete(host.interfaceName('x', network.id()));
    known.remove(network.id());
  }
}
