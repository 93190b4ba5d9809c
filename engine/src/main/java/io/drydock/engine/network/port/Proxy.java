package io.drydock.engine.network.port;

import io.drydock.linux.network.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what comes in at published ports and cannot be translated by the kernel: connections to
 * {@code ::1}, and those over IPv6 to containers that only have IPv4. One thread serves all.
 */
final class Proxy implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Proxy.class.getName());
  private static final long SWEEP_MILLIS = 10_000;

  private final NetworkNamespace host;
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private @Nullable Selector selector;
  private volatile boolean closed;

  Proxy(NetworkNamespace host) {
    this.host = host;
  }

  /** What a channel's readiness leads to. */
  interface Handler {
    void ready(SelectionKey key) throws IOException;

    /** Called from time to time. */
    default void sweep(long now) {}

    /** Ends it, with all that belongs to it. */
    void close();
  }

  /** Begins to pass on what comes in over channels that do not block. */
  void serve(List<Channel> channels, InetSocketAddress target) {
    if (channels.isEmpty()) {
      return;
    }
    order(() -> {
      for (Channel each : channels) {
        register(each, target);
      }
    });
  }

  /** Closes channels; when this returns, their ports are free. */
  void close(List<Channel> channels) {
    if (channels.isEmpty()) {
      return;
    }
    var done = new CountDownLatch(1);
    order(() -> {
      channels.forEach(this::end);
      flush();
      done.countDown();
    });
    awaitUninterruptibly(done);
  }

  private static void awaitUninterruptibly(CountDownLatch done) {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void register(Channel channel, InetSocketAddress target) {
    Selector here = current();
    try {
      switch (channel) {
        case ServerSocketChannel server ->
            server.register(here, SelectionKey.OP_ACCEPT, new Acceptor(here, target));
        case DatagramChannel datagrams ->
            datagrams.register(
                here, SelectionKey.OP_READ, new DatagramRelay(here, datagrams, target));
        default -> throw new IllegalArgumentException(channel.toString());
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a published port was closed at once", e);
    }
  }

  private void end(Channel channel) {
    if (channel instanceof SelectableChannel selectable) {
      SelectionKey key = selectable.keyFor(current());
      if (key != null && key.attachment() instanceof Handler handler) {
        handler.close();
      }
    }
    TcpRelay.closeQuietly(channel);
  }

  /** Lets the kernel see channels closed: those that are registered stay open until a select. */
  private void flush() {
    try {
      current().selectNow();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "select failed", e);
    }
  }

  private Selector current() {
    Selector here = selector;
    if (here == null) {
      throw new ClosedSelectorException();
    }
    return here;
  }

  private synchronized void order(Runnable work) {
    if (selector == null && !closed) {
      start();
    }
    orders.add(work);
    if (closed || selector == null) {
      drain();
    } else {
      selector.wakeup();
    }
  }

  private void start() {
    try {
      Selector opened = Selector.open();
      selector = opened;
      host.thread("published-ports", () -> run(opened)).start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void run(Selector opened) {
    long swept = System.currentTimeMillis();
    while (!closed) {
      try {
        opened.select(SWEEP_MILLIS);
        drain();
        for (SelectionKey key : opened.selectedKeys()) {
          handle(key);
        }
        opened.selectedKeys().clear();
        long now = System.currentTimeMillis();
        if (now - swept >= SWEEP_MILLIS) {
          swept = now;
          List.copyOf(opened.keys()).forEach(each -> sweep(each, now));
        }
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "the proxy of published ports failed to select", e);
      }
    }
    finish(opened);
  }

  private void drain() {
    for (Runnable work = orders.poll(); work != null; work = orders.poll()) {
      work.run();
    }
  }

  private static void handle(SelectionKey key) {
    if (!key.isValid() || !(key.attachment() instanceof Handler handler)) {
      return;
    }
    try {
      handler.ready(key);
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "a proxied connection failed", e);
      handler.close();
    }
  }

  private static void sweep(SelectionKey key, long now) {
    if (key.isValid() && key.attachment() instanceof Handler handler) {
      handler.sweep(now);
    }
  }

  private void finish(Selector opened) {
    for (SelectionKey key : List.copyOf(opened.keys())) {
      if (key.attachment() instanceof Handler handler) {
        handler.close();
      }
      TcpRelay.closeQuietly(key.channel());
    }
    TcpRelay.closeQuietly(opened);
    drain();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (selector != null) {
      selector.wakeup();
    }
  }

  /** Accepts connections and relays each to the container. */
  private record Acceptor(Selector selector, InetSocketAddress target) implements Handler {
    @Override
    public void ready(SelectionKey key) throws IOException {
      SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
      if (client != null) {
        TcpRelay.start(selector, client, target);
      }
    }

    @Override
    public void close() {}
  }
}
