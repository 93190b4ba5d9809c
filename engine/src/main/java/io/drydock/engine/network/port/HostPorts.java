package io.drydock.engine.network.port;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.network.NetworkNamespace;
import io.drydock.linux.network.Sysctl;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ports of a host that containers are published at. Each is held by a socket, so that nobody
 * takes it and so that one that somebody has is noticed; packets pass the socket by.
 */
public final class HostPorts implements AutoCloseable {
  private static final String EPHEMERAL = "net/ipv4/ip_local_port_range";
  private static final int BACKLOG = 512;

  private final NetworkNamespace host;
  private final Proxy proxy;
  private final Set<Key> ours = new HashSet<>();
  private int nextEphemeral;

  /** What of ours a port is taken by; the address of all is a key of its own. */
  private record Key(String protocol, String hostIp, int port) {}

  /** The ports of a host of which none is taken yet. */
  public HostPorts(NetworkNamespace host) {
    this.host = host;
    this.proxy = new Proxy(host);
  }

  /**
   * Takes the first free port that a request allows.
   *
   * @param target of what comes in past the rules of the firewall
   * @throws DrydockException of kind CONFLICT, in Docker's words, when there is none
   */
  public Reservation take(PortRequest request, InetAddress target) {
    List<Integer> candidates = candidates(request);
    DrydockException failure = null;
    for (int port : candidates) {
      try {
        return take(request, port, target);
      } catch (DrydockException e) {
        if (e.kind() != ErrorKind.CONFLICT) {
          throw e;
        }
        failure = e;
      }
    }
    if (failure != null && candidates.size() == 1) {
      throw failure;
    }
    throw new DrydockException(
        ErrorKind.CONFLICT,
        "Bind for " + shown(request.hostIp()) + " failed: all ports are allocated");
  }

  /** Takes a certain port. */
  public Reservation take(PortRequest request, int port, InetAddress target) {
    List<String> addresses = addresses(request.hostIp());
    List<Key> keys = claim(request.protocol(), addresses, port);
    try {
      List<Channel> channels = host.call(() -> open(request, port));
      proxy.serve(channels, new InetSocketAddress(target, request.containerPort()));
      return new Reservation(request.protocol(), addresses, port, channels);
    } catch (RuntimeException e) {
      disclaim(keys);
      if (e.getCause() instanceof BindException bind) {
        throw notBound(request, port, bind);
      }
      throw e;
    }
  }

  /** Gives a port back. */
  public void release(Reservation reservation) {
    proxy.close(reservation.channels());
    disclaim(
        reservation.hostIps().stream()
            .map(each -> new Key(reservation.protocol(), each, reservation.port()))
            .toList());
  }

  /** Gives all back. */
  @Override
  public void close() {
    proxy.close();
  }

  private synchronized List<Key> claim(String protocol, List<String> addresses, int port) {
    for (String address : addresses) {
      for (Key each : ours) {
        if (each.port == port && each.protocol.equals(protocol) && clash(each.hostIp, address)) {
          throw new DrydockException(
              ErrorKind.CONFLICT,
              "Bind for " + bracketed(address) + ":" + port + " failed: port is already allocated");
        }
      }
    }
    List<Key> keys = addresses.stream().map(each -> new Key(protocol, each, port)).toList();
    ours.addAll(keys);
    return keys;
  }

  private synchronized void disclaim(List<Key> keys) {
    keys.forEach(ours::remove);
  }

  private static boolean clash(String one, String other) {
    boolean sameFamily = one.contains(":") == other.contains(":");
    return sameFamily && (one.equals(other) || isWildcard(one) || isWildcard(other));
  }

  private static boolean isWildcard(String address) {
    return address.equals("0.0.0.0") || address.equals("::");
  }

  private static List<String> addresses(String hostIp) {
    if (!hostIp.isEmpty()) {
      return List.of(hostIp);
    }
    return hasIpv6() ? List.of("0.0.0.0", "::") : List.of("0.0.0.0");
  }

  private static boolean hasIpv6() {
    return Files.exists(Path.of("/proc/net/if_inet6"));
  }

  private List<Integer> candidates(PortRequest request) {
    if (request.firstPort() != 0) {
      return java.util.stream.IntStream.rangeClosed(request.firstPort(), request.lastPort())
          .boxed()
          .toList();
    }
    int[] range = ephemeral();
    int size = range[1] - range[0] + 1;
    int start;
    synchronized (this) {
      start = nextEphemeral;
      nextEphemeral = (nextEphemeral + 1) % size;
    }
    var ports = new ArrayList<Integer>();
    for (int i = 0; i < size; i++) {
      ports.add(range[0] + (start + i) % size);
    }
    return ports;
  }

  private int[] ephemeral() {
    String[] words = host.call(() -> Sysctl.read(EPHEMERAL)).split("\\s+");
    return new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])};
  }

  private static List<Channel> open(PortRequest request, int port) throws IOException {
    return switch (request.protocol()) {
      case "tcp" -> List.of(openStream(request.hostIp(), port));
      case "udp" -> List.of(openDatagram(request.hostIp(), port));
      default -> List.of();
    };
  }

  private static Channel openStream(String hostIp, int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(family(hostIp));
    try {
      channel.bind(bindAddress(hostIp, port), BACKLOG);
      channel.configureBlocking(false);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Channel openDatagram(String hostIp, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open(family(hostIp));
    try {
      channel.bind(bindAddress(hostIp, port));
      channel.configureBlocking(false);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static ProtocolFamily family(String hostIp) {
    boolean six = hostIp.isEmpty() ? hasIpv6() : hostIp.contains(":");
    return six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
  }

  /**
   * Java's IPv6 sockets take IPv4 as well when bound to all addresses, which is right only where
   * both are asked for. Bound to loopback they still hold the port against programs that want all
   * IPv6 addresses.
   */
  private static InetSocketAddress bindAddress(String hostIp, int port) {
    if (hostIp.isEmpty()) {
      return new InetSocketAddress(InetAddress.ofLiteral(hasIpv6() ? "::" : "0.0.0.0"), port);
    }
    return new InetSocketAddress(InetAddress.ofLiteral(hostIp.equals("::") ? "::1" : hostIp), port);
  }

  private static DrydockException notBound(PortRequest request, int port, BindException bind) {
    String text = String.valueOf(bind.getMessage());
    String reason =
        text.contains("already in use") ? "address already in use" : text.replaceAll(" \\(.*", "");
    return new DrydockException(
            ErrorKind.CONFLICT,
            "failed to bind host port "
                + shown(request.hostIp())
                + ":"
                + port
                + "/"
                + request.protocol()
                + ": "
                + reason.toLowerCase(java.util.Locale.ROOT),
            bind)
        .withHint("Another program of this host listens there: ss -tulpn shows which.");
  }

  private static String shown(String hostIp) {
    return Optional.of(hostIp)
        .filter(each -> !each.isEmpty())
        .map(HostPorts::bracketed)
        .orElse("0.0.0.0");
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }
}
