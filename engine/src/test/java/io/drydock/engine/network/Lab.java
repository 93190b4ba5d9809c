package io.drydock.engine.network;

import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSpec;
import io.drydock.container.EndpointSettings;
import io.drydock.container.HostConfig;
import io.drydock.container.NetworkSpec;
import io.drydock.container.NetworkSpec.Ipam;
import io.drydock.container.NetworkSpec.Pool;
import io.drydock.container.Networking;
import io.drydock.linux.HostSupport;
import io.drydock.linux.network.NetworkNamespace;
import io.drydock.linux.network.RouteSocket;
import io.drydock.linux.network.RouteSocket.LinkAddress;
import io.drydock.linux.network.RouteSocket.NewLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A host of its own in a network namespace, with a neighbour on its one interface: {@code
 * 192.0.2.2} is the host, {@code 192.0.2.1} the world outside. Nothing of it is seen on the
 * machine.
 */
final class Lab implements AutoCloseable {
  static final String HOST = "192.0.2.2";
  static final String WORLD = "192.0.2.1";
  private static final int TIMEOUT_MILLIS = 2_000;

  private final Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Path> namespaces = new ArrayList<>();
  private final Path hostFile;
  private final NetworkNamespace host;
  private final NetworkNamespace world;
  private @Nullable Networks networks;
  private NetworkOptions options;
  private volatile int answer;

  Lab(Path folder) throws IOException {
    Assumptions.assumeTrue(
        (HostSupport.detect().effectiveCapabilities() & (1L << 21)) != 0, "needs CAP_SYS_ADMIN");
    Assumptions.assumeTrue(Files.exists(Path.of("/usr/sbin/nft")), "needs nftables");
    this.folder = folder;
    this.hostFile = folder.resolve("host.ns");
    this.host = namespace(hostFile);
    this.world = namespace(folder.resolve("world.ns"));
    join(host, HOST, "fd00:1::2", world, WORLD, "fd00:1::1");
    keep(resolver(world, WORLD, () -> answer));
    Path resolvConf = folder.resolve("resolv.conf");
    Files.writeString(resolvConf, "nameserver " + WORLD + "\nsearch lab.test\n");
    this.options =
        NetworkOptions.of(folder.resolve("state"), folder.resolve("run"))
            .onHost(hostFile, resolvConf);
  }

  /** Lets the world's name server answer everything with an address of this number alone. */
  void worldAnswers(int number) {
    answer = number;
  }

  /**
   * A name server that knows one answer to everything.
   *
   * @param number that the address consists of, or 0 for the answer that there is no such name
   */
  static DatagramChannel resolver(
      NetworkNamespace where, String address, java.util.function.IntSupplier number) {
    DatagramChannel channel =
        where.call(() -> DatagramChannel.open().bind(new InetSocketAddress(address, 53)));
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          ByteBuffer buffer = ByteBuffer.allocate(512);
          while (channel.isOpen()) {
            try {
              SocketAddress from = channel.receive(buffer.clear());
              byte one = (byte) number.getAsInt();
              ByteBuffer reply = ByteBuffer.allocate(600).put(buffer.flip());
              if (one != 0) {
                reply.put(new byte[] {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4});
                reply.put(new byte[] {one, one, one, one}).putShort(6, (short) 1);
              }
              reply.put(2, (byte) 0x81).put(3, (byte) (one == 0 ? 0x83 : 0x80)).flip();
              channel.send(reply, from);
            } catch (IOException e) {
              // the test is over
            }
          }
        });
    return channel;
  }

  /** Waits a little for what happens in the background. */
  static boolean soon(java.util.function.BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    return condition.getAsBoolean();
  }

  private NetworkNamespace namespace(Path file) {
    namespaces.add(file);
    NetworkNamespace made = NetworkNamespace.create(file);
    try (RouteSocket routes = made.routes()) {
      routes.up(routes.get("lo").index());
    }
    return made;
  }

  private static void join(
      NetworkNamespace one,
      String address,
      String address6,
      NetworkNamespace other,
      String otherAddress,
      String otherAddress6)
      throws IOException {
    try (RouteSocket here = one.routes();
        RouteSocket there = other.routes()) {
      here.addPair(NewLink.named("uplink"), 0, NewLink.named("uplink"), other);
      up(here, address, address6);
      up(there, otherAddress, otherAddress6);
    }
  }

  private static void up(RouteSocket routes, String address, String address6) throws IOException {
    int link = routes.get("uplink").index();
    routes.addAddress(new LinkAddress(link, InetAddress.getByName(address), 24));
    routes.addAddress(new LinkAddress(link, InetAddress.getByName(address6), 64));
    routes.up(link);
  }

  Lab with(java.util.function.UnaryOperator<NetworkOptions> change) {
    options = change.apply(options);
    return this;
  }

  Path folder() {
    return folder;
  }

  NetworkOptions options() {
    return options;
  }

  NetworkNamespace host() {
    return host;
  }

  NetworkNamespace world() {
    return world;
  }

  Networks networks() {
    if (networks == null) {
      networks = Networks.open(options, NetworkListener.NONE);
    }
    return networks;
  }

  /** Ends the engine's part as a crash would, and begins a new one. */
  Networks restart(String... running) {
    networks().close();
    networks = null;
    networks().recover(java.util.Set.of(running));
    return networks();
  }

  /** A container that listens and calls, without its processes. */
  final class Guest {
    final String id = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
    final String name;
    Networking networking = Networking.DEFAULT;
    final SequencedMap<String, EndpointSettings> endpoints = new LinkedHashMap<>();
    final LinkedHashSet<String> exposed = new LinkedHashSet<>();
    @Nullable NetworkSandbox sandbox;

    Guest(String name) {
      this.name = name;
    }

    Guest in(String mode) {
      networking =
          new Networking(
              mode,
              networking.portBindings(),
              networking.publishAllPorts(),
              networking.dns(),
              networking.dnsOptions(),
              networking.dnsSearch(),
              networking.extraHosts(),
              networking.links());
      return this;
    }

    Guest publish(String port, String hostIp, String hostPort) {
      var bindings = new LinkedHashMap<>(networking.portBindings());
      bindings.put(port, List.of(new Networking.PortBinding(hostIp, hostPort)));
      networking =
          new Networking(
              networking.networkMode(),
              bindings,
              networking.publishAllPorts(),
              networking.dns(),
              networking.dnsOptions(),
              networking.dnsSearch(),
              networking.extraHosts(),
              networking.links());
      return this;
    }

    Guest names(List<String> dns, List<String> extraHosts, List<String> links) {
      networking =
          new Networking(
              networking.networkMode(),
              networking.portBindings(),
              networking.publishAllPorts(),
              dns,
              networking.dnsOptions(),
              networking.dnsSearch(),
              extraHosts,
              links);
      return this;
    }

    Guest endpoint(String network, EndpointSettings settings) {
      endpoints.put(network, settings);
      return this;
    }

    Guest start() {
      var spec =
          new ContainerSpec(
              ContainerSettings.of("image"),
              HostConfig.DEFAULT.withNetworking(networking),
              endpoints);
      sandbox =
          networks().join(new JoinRequest(id, name, spec, exposed, folder.resolve("c-" + name)));
      return this;
    }

    Endpoint endpoint(String network) {
      return networks().sandbox(id).orElseThrow().endpoints().stream()
          .filter(each -> each.networkName().equals(network))
          .findFirst()
          .orElseThrow();
    }

    /** What it has joined; it must have been started. */
    NetworkSandbox sandbox() {
      return Objects.requireNonNull(sandbox);
    }

    String address() {
      return sandbox().endpoints().getFirst().ipv4().orElseThrow().address();
    }

    NetworkNamespace namespace() {
      return NetworkNamespace.open(sandbox().namespace().orElseThrow());
    }

    <T> T inside(NetworkNamespace.Work<T> work) {
      try (NetworkNamespace inside = namespace()) {
        return inside.call(work);
      }
    }

    Guest listen(int port) {
      inside(() -> keep(serve(port, name)));
      return this;
    }

    Guest listenDatagrams(int port) {
      inside(() -> keep(serveDatagrams(port, name)));
      return this;
    }

    /** What somebody who listens there says, or an error's message. */
    String call(String address, int port) {
      return inside(() -> Lab.call(address, port));
    }

    List<String> lookUp(String name) {
      return inside(() -> Dig.of("127.0.0.11", name, 1).texts());
    }
  }

  Guest guest(String name) {
    return new Guest(name);
  }

  private Channel keep(Channel channel) {
    open.add(channel);
    return channel;
  }

  /** Listens in a namespace. */
  void listen(NetworkNamespace where, int port, String says) {
    where.call(() -> keep(serve(port, says)));
  }

  private static Channel serve(int port, String says) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(port));
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
              String from =
                  ((InetSocketAddress) client.getRemoteAddress()).getAddress().getHostAddress();
              client.write(ByteBuffer.wrap((says + " " + from).getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
              // the test is over
            }
          }
        });
    return server;
  }

  private static Channel serveDatagrams(int port, String says) throws IOException {
    DatagramChannel server = DatagramChannel.open().bind(new InetSocketAddress(port));
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          ByteBuffer buffer = ByteBuffer.allocate(100);
          while (server.isOpen()) {
            try {
              SocketAddress client = server.receive(buffer.clear());
              server.send(ByteBuffer.wrap(says.getBytes(StandardCharsets.UTF_8)), client);
            } catch (IOException e) {
              // the test is over
            }
          }
        });
    return server;
  }

  static String call(String address, int port) {
    try (var socket = new java.net.Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "failed: " + e.getMessage();
    }
  }

  /** As {@link #call}, over UDP. */
  static String ask(String address, int port) {
    try (var socket = new java.net.DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port));
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.send(new java.net.DatagramPacket(new byte[] {'?'}, 1));
      var answer = new java.net.DatagramPacket(new byte[100], 100);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "failed: " + e.getMessage();
    }
  }

  static NetworkSpec spec(String name, String driver, Map<String, String> options, Pool... pools) {
    return new NetworkSpec(
        name,
        driver,
        "",
        false,
        false,
        false,
        Optional.empty(),
        List.of(pools).stream().anyMatch(each -> each.subnet().contains(":"))
            ? Optional.of(true)
            : Optional.empty(),
        new Ipam("", new LinkedHashMap<>(), List.of(pools)),
        new LinkedHashMap<>(options),
        new LinkedHashMap<>(),
        false,
        "");
  }

  static NetworkSpec internal(String name) {
    NetworkSpec spec = spec(name, "", Map.of());
    return new NetworkSpec(
        name,
        "",
        "",
        true,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        spec.ipam(),
        spec.options(),
        spec.labels(),
        false,
        "");
  }

  static Pool pool(String subnet) {
    return new Pool(subnet, "", "", new LinkedHashMap<>());
  }

  static EndpointSettings aliases(String... aliases) {
    return new EndpointSettings(
        Optional.empty(), List.of(), List.of(aliases), "", new LinkedHashMap<>(), 0);
  }

  static EndpointSettings address(String ipv4, String mac) {
    return new EndpointSettings(
        Optional.of(new EndpointSettings.Address(ipv4, "", List.of())),
        List.of(),
        List.of(),
        mac,
        new LinkedHashMap<>(),
        0);
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
    Networks last = networks;
    if (last != null) {
      for (Network network : last.list()) {
        network.endpoints().forEach(each -> last.leave(each.containerId()));
      }
      last.close();
    }
    host.close();
    world.close();
    namespaces.forEach(NetworkNamespace::delete);
    Path left = folder.resolve("run/namespaces");
    if (Files.exists(left)) {
      try (var files = Files.list(left)) {
        files.forEach(NetworkNamespace::delete);
      }
    }
  }
}
