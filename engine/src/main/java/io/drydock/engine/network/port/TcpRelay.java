package io.drydock.engine.network.port;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Two connections, what is read from one is written to the other, the end of a stream too. */
final class TcpRelay implements Proxy.Handler {
  private static final int BUFFER_BYTES = 16 << 10;

  private final Half fromClient;
  private final Half fromServer;

  /** One direction. */
  private static final class Half {
    private final SelectionKey source;
    private final SelectionKey sink;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private boolean ended;
    private boolean finished;

    Half(SelectionKey source, SelectionKey sink) {
      this.source = source;
      this.sink = sink;
    }

    void move() throws IOException {
      if (!ended && buffer.hasRemaining() && channel(source).read(buffer) < 0) {
        ended = true;
      }
      buffer.flip();
      channel(sink).write(buffer);
      buffer.compact();
      if (ended && buffer.position() == 0 && !finished) {
        finished = true;
        channel(sink).shutdownOutput();
      }
    }

    boolean wantsToRead() {
      return !ended && buffer.hasRemaining();
    }

    boolean wantsToWrite() {
      return buffer.position() > 0;
    }
  }

  private TcpRelay(SelectionKey client, SelectionKey server) {
    this.fromClient = new Half(client, server);
    this.fromServer = new Half(server, client);
  }

  /** Connects to the target and begins to relay. */
  static void start(Selector selector, SocketChannel client, InetSocketAddress target)
      throws IOException {
    SocketChannel server = null;
    try {
      boolean six = target.getAddress() instanceof java.net.Inet6Address;
      server = SocketChannel.open(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
      client.configureBlocking(false);
      server.configureBlocking(false);
      boolean connected = server.connect(target);
      SelectionKey clientKey = client.register(selector, 0);
      SelectionKey serverKey = server.register(selector, SelectionKey.OP_CONNECT);
      var relay = new TcpRelay(clientKey, serverKey);
      clientKey.attach(relay);
      serverKey.attach(relay);
      if (connected) {
        relay.update();
      }
    } catch (IOException | RuntimeException e) {
      closeQuietly(client);
      if (server != null) {
        closeQuietly(server);
      }
      throw e;
    }
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    if (key.isConnectable() && !channel(key).finishConnect()) {
      return;
    }
    fromClient.move();
    fromServer.move();
    if (fromClient.finished && fromServer.finished) {
      close();
    } else {
      update();
    }
  }

  private void update() {
    interest(fromClient.source, fromClient.wantsToRead(), fromServer.wantsToWrite());
    interest(fromServer.source, fromServer.wantsToRead(), fromClient.wantsToWrite());
  }

  private static void interest(SelectionKey key, boolean reading, boolean writing) {
    key.interestOps((reading ? SelectionKey.OP_READ : 0) | (writing ? SelectionKey.OP_WRITE : 0));
  }

  private static SocketChannel channel(SelectionKey key) {
    return (SocketChannel) key.channel();
  }

  @Override
  public void close() {
    closeQuietly(fromClient.source.channel());
    closeQuietly(fromServer.source.channel());
  }

  static void closeQuietly(Closeable channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is left to be lost.
    }
  }
}
