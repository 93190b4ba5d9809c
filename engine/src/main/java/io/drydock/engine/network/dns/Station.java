package io.drydock.engine.network.dns;

import io.drydock.engine.network.dns.DnsService.Ports;
import io.drydock.linux.network.NetworkNamespace;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The name server's sockets in one container's namespace. */
final class Station {
  /** Where containers find the name server. */
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.11");

  private static final int MOST_CONNECTIONS = 64;
  private static final int LARGEST_QUESTION = 4096;

  private final DnsService service;
  private final NetworkNamespace inside;
  private final DatagramChannel datagrams;
  private final ServerSocketChannel connections;

  /** Asks name servers that are reached from inside. */
  private final DatagramChannel upstream;

  private final Set<StreamClient> open = new HashSet<>();
  private Client client;

  private Station(
      DnsService service, NetworkNamespace inside, Client client, List<NetworkChannel> channels) {
    this.service = service;
    this.inside = inside;
    this.client = client;
    this.datagrams = (DatagramChannel) channels.get(0);
    this.connections = (ServerSocketChannel) channels.get(1);
    this.upstream = (DatagramChannel) channels.get(2);
  }

  /** Opens the sockets; the calling thread is in the namespace. */
  static Station open(DnsService service, NetworkNamespace inside, Client client, Ports wanted)
      throws IOException {
    DatagramChannel datagrams = DatagramChannel.open(StandardProtocolFamily.INET);
    ServerSocketChannel connections = ServerSocketChannel.open(StandardProtocolFamily.INET);
    DatagramChannel upstream = DatagramChannel.open();
    try {
      bind(datagrams, wanted.udp());
      bind(connections, wanted.tcp());
      upstream.bind(null);
      datagrams.configureBlocking(false);
      connections.configureBlocking(false);
      upstream.configureBlocking(false);
      return new Station(service, inside, client, List.of(datagrams, connections, upstream));
    } catch (IOException | RuntimeException e) {
      List.of(datagrams, connections, upstream).forEach(DnsService::closeQuietly);
      throw e;
    }
  }

  private static void bind(NetworkChannel channel, int port) throws IOException {
    try {
      channel.bind(new InetSocketAddress(ADDRESS, port));
    } catch (BindException e) {
      channel.bind(new InetSocketAddress(ADDRESS, 0));
    }
  }

  Ports ports() {
    try {
      return new Ports(port(datagrams), port(connections));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int port(NetworkChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  void register(Selector selector) {
    try {
      datagrams.register(selector, SelectionKey.OP_READ, new DatagramQuestions());
      connections.register(
          selector, SelectionKey.OP_ACCEPT, (DnsService.Handler) _ -> accept(selector));
      upstream.register(
          selector,
          SelectionKey.OP_READ,
          (DnsService.Handler) _ -> service.forwarder().receive(upstream));
    } catch (ClosedChannelException e) {
      close();
    }
  }

  void client(Client changed) {
    client = changed;
  }

  Selector selector() {
    return service.selector();
  }

  NetworkNamespace inside() {
    return inside;
  }

  DatagramChannel upstream() {
    return upstream;
  }

  /**
   * Answers a message, at once or when others have answered. A message that is no question is
   * dropped.
   */
  void answer(byte[] message, boolean whole, Consumer<byte[]> reply) {
    Optional<Query> question = Query.parse(message);
    if (question.isEmpty()) {
      return;
    }
    Query query = question.get();
    Optional<byte[]> local = service.names().answer(client, query);
    if (local.isPresent()) {
      reply.accept(whole ? local.get() : Answer.fit(query, local.get()));
    } else if (client.resolvers().isEmpty()) {
      boolean oneLabel = query.name().indexOf('.') < 0;
      reply.accept(Answer.of(query, oneLabel ? Answer.NO_SUCH_NAME : Answer.SERVER_FAILURE));
    } else {
      service.forwarder().ask(this, client.resolvers(), query, whole, reply);
    }
  }

  private void accept(Selector selector) throws IOException {
    SocketChannel channel = connections.accept();
    if (channel == null) {
      return;
    }
    if (open.size() >= MOST_CONNECTIONS) {
      channel.close();
      return;
    }
    channel.configureBlocking(false);
    var stream = new StreamClient(this, channel);
    open.add(stream);
    stream.register(selector);
  }

  void closed(StreamClient stream) {
    open.remove(stream);
  }

  void close() {
    List.copyOf(open).forEach(StreamClient::close);
    List.of(datagrams, connections, upstream).forEach(DnsService::closeQuietly);
    service.forwarder().forget(this);
    inside.close();
  }

  /** Questions in datagrams. */
  private final class DatagramQuestions implements DnsService.Handler {
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_QUESTION);

    @Override
    public void ready(SelectionKey key) throws IOException {
      while (true) {
        buffer.clear();
        SocketAddress from = datagrams.receive(buffer);
        if (from == null) {
          return;
        }
        byte[] message = Arrays.copyOf(buffer.array(), buffer.position());
        answer(message, false, reply -> send(reply, from));
      }
    }

    private void send(byte[] message, SocketAddress to) {
      try {
        datagrams.send(ByteBuffer.wrap(message), to);
      } catch (IOException e) {
        // Who asked is gone.
      }
    }
  }
}
