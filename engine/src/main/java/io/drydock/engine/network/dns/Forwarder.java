package io.drydock.engine.network.dns;

import io.drydock.engine.network.dns.Client.Resolver;
import io.drydock.linux.network.NetworkNamespace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks other name servers what the engine does not know, one after the other until one answers. */
final class Forwarder {
  private static final System.Logger LOG = System.getLogger(Forwarder.class.getName());
  private static final int DNS_PORT = 53;
  private static final int LARGEST_DATAGRAM = 65_535;
  private static final long PATIENCE_MILLIS = 2_000;
  private static final int ROUNDS = 2;
  private static final int MOST_PENDING = 4096;
  private static final int STREAM_TIMEOUT_MILLIS = 4_000;

  private final DnsService service;
  private final SecureRandom random = new SecureRandom();
  private final Map<Integer, Pending> pending = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
  private @Nullable DatagramChannel outside;

  /** A question that others have been asked. */
  private static final class Pending {
    private final Station station;
    private final List<Resolver> resolvers;
    private final Query query;
    private final boolean whole;
    private final Consumer<byte[]> reply;
    private int attempt;
    private long deadline;

    Pending(
        Station station,
        List<Resolver> resolvers,
        Query query,
        boolean whole,
        Consumer<byte[]> reply) {
      this.station = station;
      this.resolvers = resolvers;
      this.query = query;
      this.whole = whole;
      this.reply = reply;
    }

    Resolver resolver() {
      return resolvers.get(attempt % resolvers.size());
    }
  }

  Forwarder(DnsService service) {
    this.service = service;
  }

  boolean isIdle() {
    return pending.isEmpty();
  }

  /**
   * Asks.
   *
   * @param whole whether the answer may be larger than a datagram
   */
  void ask(
      Station station,
      List<Resolver> resolvers,
      Query query,
      boolean whole,
      Consumer<byte[]> reply) {
    if (pending.size() >= MOST_PENDING) {
      reply.accept(Answer.of(query, Answer.SERVER_FAILURE));
      return;
    }
    int id = random.nextInt(1 << 16);
    while (pending.containsKey(id)) {
      id = (id + 1) & 0xffff;
    }
    var each = new Pending(station, resolvers, query, whole, reply);
    pending.put(id, each);
    send(id, each);
  }

  private void send(int id, Pending each) {
    each.deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    Resolver resolver = each.resolver();
    try {
      DatagramChannel channel = resolver.fromInside() ? each.station.upstream() : outside();
      channel.send(
          ByteBuffer.wrap(Answer.numbered(each.query.message(), id)),
          new InetSocketAddress(resolver.address(), DNS_PORT));
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot ask " + resolver.address(), e);
      each.deadline = 0;
    }
  }

  private DatagramChannel outside() throws IOException {
    if (outside == null) {
      // The thread that serves is in the host's namespace.
      DatagramChannel channel = DatagramChannel.open();
      channel.bind(null);
      channel.configureBlocking(false);
      channel.register(
          service.selector(), SelectionKey.OP_READ, (DnsService.Handler) _ -> receive(channel));
      outside = channel;
    }
    return outside;
  }

  /** Takes the answers that have come in over a channel. */
  void receive(DatagramChannel channel) throws IOException {
    while (true) {
      buffer.clear();
      SocketAddress from;
      try {
        from = channel.receive(buffer);
      } catch (java.net.PortUnreachableException e) {
        continue;
      }
      if (from == null) {
        return;
      }
      byte[] message = Arrays.copyOf(buffer.array(), buffer.position());
      if (message.length >= Query.HEADER_BYTES) {
        accept(message, (InetSocketAddress) from);
      }
    }
  }

  private void accept(byte[] message, InetSocketAddress from) {
    int id = (message[0] & 0xff) << 8 | (message[1] & 0xff);
    Pending each = pending.get(id);
    if (each == null
        || from.getPort() != DNS_PORT
        || !from.getAddress().equals(each.resolver().address())
        || !each.query.isAnsweredBy(message)) {
      return;
    }
    boolean refused =
        Answer.code(message) != Answer.NO_ERROR && Answer.code(message) != Answer.NO_SUCH_NAME;
    if (refused && each.attempt + 1 < each.resolvers.size()) {
      each.attempt++;
      send(id, each);
      return;
    }
    pending.remove(id);
    if (each.whole && Answer.isTruncated(message)) {
      askOverStream(each);
    } else {
      each.reply.accept(Answer.numbered(message, each.query.id()));
    }
  }

  /** Asks again those that have not answered in time, or gives up. */
  void tick(long now) {
    for (var entry : List.copyOf(pending.entrySet())) {
      Pending each = entry.getValue();
      if (now < each.deadline) {
        continue;
      }
      each.attempt++;
      if (each.attempt >= each.resolvers.size() * ROUNDS) {
        pending.remove(entry.getKey());
        each.reply.accept(Answer.of(each.query, Answer.SERVER_FAILURE));
      } else {
        send(entry.getKey(), each);
      }
    }
  }

  /** Drops what a container has asked that is gone. */
  void forget(Station station) {
    pending.values().removeIf(each -> each.station == station);
  }

  private void askOverStream(Pending each) {
    Resolver resolver = each.resolver();
    NetworkNamespace where = resolver.fromInside() ? each.station.inside() : service.host();
    Runnable asking =
        () -> {
          byte[] answer =
              stream(resolver, each.query)
                  .orElseGet(() -> Answer.of(each.query, Answer.SERVER_FAILURE));
          service.order(() -> each.reply.accept(answer));
        };
    where.thread("name-over-tcp", asking).start();
  }

  private static Optional<byte[]> stream(Resolver resolver, Query query) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(resolver.address(), DNS_PORT), STREAM_TIMEOUT_MILLIS);
      socket.setSoTimeout(STREAM_TIMEOUT_MILLIS);
      var out = new DataOutputStream(socket.getOutputStream());
      byte[] framed =
          ByteBuffer.allocate(query.message().length + 2)
              .putShort((short) query.message().length)
              .put(query.message())
              .array();
      out.write(framed);
      out.flush();
      var in = new DataInputStream(socket.getInputStream());
      byte[] message = in.readNBytes(in.readUnsignedShort());
      return query.isAnsweredBy(message) ? Optional.of(message) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void close() {
    if (outside != null) {
      DnsService.closeQuietly(outside);
    }
  }
}
