package io.drydock.engine.network.port;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Datagrams of many clients, each relayed by a socket of its own, so that answers find back. */
final class DatagramRelay implements Proxy.Handler {
  private static final int LARGEST_DATAGRAM = 65_535;
  private static final int MOST_CLIENTS = 1024;
  private static final long IDLE_MILLIS = 90_000;

  private final Selector selector;
  private final DatagramChannel port;
  private final InetSocketAddress target;
  private final Map<SocketAddress, Session> sessions = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);

  DatagramRelay(Selector selector, DatagramChannel port, InetSocketAddress target) {
    this.selector = selector;
    this.port = port;
    this.target = target;
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    buffer.clear();
    SocketAddress client = port.receive(buffer);
    if (client == null) {
      return;
    }
    Session session = sessions.get(client);
    if (session == null) {
      if (sessions.size() >= MOST_CLIENTS) {
        return;
      }
      session = open(client);
    }
    buffer.flip();
    session.send(buffer);
  }

  private Session open(SocketAddress client) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.configureBlocking(false);
    channel.connect(target);
    var session = new Session(client, channel);
    channel.register(selector, SelectionKey.OP_READ, session);
    sessions.put(client, session);
    return session;
  }

  @Override
  public void sweep(long now) {
    List.copyOf(sessions.values()).forEach(each -> each.sweep(now));
  }

  @Override
  public void close() {
    List.copyOf(sessions.values()).forEach(Session::close);
  }

  /** One client. */
  private final class Session implements Proxy.Handler {
    private final SocketAddress client;
    private final DatagramChannel channel;
    private long used = System.currentTimeMillis();

    Session(SocketAddress client, DatagramChannel channel) {
      this.client = client;
      this.channel = channel;
    }

    void send(ByteBuffer datagram) {
      used = System.currentTimeMillis();
      try {
        channel.write(datagram);
      } catch (IOException e) {
        close(); // nobody listens; the client hears of it by silence, as over any network
      }
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
      buffer.clear();
      if (channel.read(buffer) >= 0) {
        used = System.currentTimeMillis();
        buffer.flip();
        port.send(buffer, client);
      }
    }

    @Override
    public void sweep(long now) {
      if (now - used > IDLE_MILLIS) {
        close();
      }
    }

    @Override
    public void close() {
      sessions.remove(client);
      TcpRelay.closeQuietly(channel);
    }
  }
}
