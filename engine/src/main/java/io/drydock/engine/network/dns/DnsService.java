package io.drydock.engine.network.dns;

import io.drydock.linux.network.NetworkNamespace;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * The name server of all containers. It has sockets in each container's namespace, on ports that
 * are free there; rules in the namespace lead 127.0.0.11:53 to them. One thread serves all.
 */
public final class DnsService implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DnsService.class.getName());
  private static final long TICK_MILLIS = 250;
  private static final long IDLE_TICK_MILLIS = 5_000;

  private final NetworkNamespace host;
  private final LocalNames names;
  private final Selector selector;
  private final Forwarder forwarder;
  private final Map<String, Station> stations = new HashMap<>();
  private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private Thread thread = Thread.currentThread();
  private boolean started;
  private volatile boolean closed;

  /** What happens when a channel is ready. */
  interface Handler {
    void ready(SelectionKey key) throws IOException;

    /** Called from time to time, with the milliseconds of the clock. */
    default void tick(long now) {}
  }

  /**
   * Ports in a container's namespace.
   *
   * @param udp 0 for any
   * @param tcp 0 for any
   */
  public record Ports(int udp, int tcp) {
    public static final Ports ANY = new Ports(0, 0);
  }

  /** A service for no container yet. */
  public DnsService(NetworkNamespace host, NameTable table) {
    this.host = host;
    this.names = new LocalNames(table);
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.forwarder = new Forwarder(this);
  }

  /**
   * Begins to serve a container.
   *
   * @param namespace file that its namespace is mounted on
   * @param wanted ports to be taken if they are free
   * @return the ports that were taken
   */
  public Ports attach(String containerId, Path namespace, Client client, Ports wanted) {
    NetworkNamespace inside = NetworkNamespace.open(namespace);
    Station station;
    try {
      station = inside.call(() -> Station.open(this, inside, client, wanted));
    } catch (RuntimeException e) {
      inside.close();
      throw e;
    }
    start();
    order(() -> {
      Station before = stations.put(containerId, station);
      if (before != null) {
        before.close();
      }
      station.register(selector);
    });
    return station.ports();
  }

  /** Changes what a container's questions are answered from. */
  public void update(String containerId, Client client) {
    order(() -> {
      Station station = stations.get(containerId);
      if (station != null) {
        station.client(client);
      }
    });
  }

  /** Ends to serve a container; when this returns, nothing holds its namespace any more. */
  public void detach(String containerId) {
    if (!started) {
      return;
    }
    var done = new CountDownLatch(1);
    order(() -> {
      Station station = stations.remove(containerId);
      if (station != null) {
        station.close();
        flush();
      }
      done.countDown();
    });
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

  LocalNames names() {
    return names;
  }

  Forwarder forwarder() {
    return forwarder;
  }

  NetworkNamespace host() {
    return host;
  }

  Selector selector() {
    return selector;
  }

  /** Has work done by the thread that serves. */
  void order(Runnable work) {
    orders.add(work);
    if (closed && !thread.isAlive()) {
      drain();
    } else {
      selector.wakeup();
    }
  }

  private synchronized void start() {
    if (!started) {
      started = true;
      thread = host.thread("names", this::run);
      thread.start();
    }
  }

  private void run() {
    long ticked = System.currentTimeMillis();
    while (!closed) {
      try {
        selector.select(forwarder.isIdle() ? IDLE_TICK_MILLIS : TICK_MILLIS);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "the name server failed to select", e);
      }
      drain();
      selector.selectedKeys().forEach(DnsService::handle);
      selector.selectedKeys().clear();
      long now = System.currentTimeMillis();
      if (now - ticked >= TICK_MILLIS) {
        ticked = now;
        tick(now);
      }
    }
    finish();
  }

  private void tick(long now) {
    forwarder.tick(now);
    for (SelectionKey key : List.copyOf(selector.keys())) {
      if (key.isValid() && key.attachment() instanceof Handler handler) {
        handler.tick(now);
      }
    }
  }

  private static void handle(SelectionKey key) {
    try {
      if (key.isValid() && key.attachment() instanceof Handler handler) {
        handler.ready(key);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "a question for a name failed", e);
    }
  }

  private void drain() {
    for (Runnable work = orders.poll(); work != null; work = orders.poll()) {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "the name server failed", e);
      }
    }
  }

  /** Lets the kernel see channels closed: those that are registered stay open until a select. */
  private void flush() {
    try {
      selector.selectNow();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "select failed", e);
    }
  }

  private void finish() {
    stations.values().forEach(Station::close);
    stations.clear();
    forwarder.close();
    closeQuietly(selector);
    drain();
  }

  static void closeQuietly(Closeable channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is left to be lost.
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (started) {
      selector.wakeup();
    } else {
      closeQuietly(selector);
    }
  }
}
