package io.drydock.engine.network;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.network.NetworkNamespace;
import io.drydock.linux.network.RouteSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Namespaces for containers, some of them made before they are needed. Each is mounted on a file of
 * a folder and has nothing but loopback, which is up.
 */
final class NamespacePool implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NamespacePool.class.getName());

  private final Path folder;
  private final int size;
  private final Deque<Path> ready = new ArrayDeque<>();
  private boolean filling;
  private boolean closed;

  NamespacePool(Path folder, int size) {
    this.folder = folder;
    this.size = size;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot create \"" + folder + "\"", e);
    }
  }

  /** Gives away a namespace; another one is made in the meantime. */
  Path take() {
    Path taken;
    synchronized (this) {
      taken = ready.poll();
    }
    warm();
    return taken == null ? make() : taken;
  }

  /** Begins to make as many ready as there shall be. */
  synchronized void warm() {
    if (!filling && !closed && ready.size() < size) {
      filling = true;
      Thread.ofPlatform().name("namespaces").daemon().start(this::fill);
    }
  }

  private void fill() {
    while (true) {
      synchronized (this) {
        if (closed || ready.size() >= size) {
          filling = false;
          return;
        }
      }
      try {
        Path made = make();
        synchronized (this) {
          if (!closed) {
            ready.add(made);
            continue;
          }
        }
        NetworkNamespace.delete(made);
      } catch (DrydockException e) {
        LOG.log(System.Logger.Level.DEBUG, "no namespace could be made ready", e);
        synchronized (this) {
          filling = false;
        }
        return;
      }
    }
  }

  private Path make() {
    Path file = folder.resolve(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    try (NetworkNamespace made = NetworkNamespace.create(file);
        RouteSocket routes = made.routes()) {
      int loopback = routes.get("lo").index();
      routes.up(loopback);
      return file;
    } catch (RuntimeException e) {
      NetworkNamespace.delete(file);
      throw e;
    }
  }

  /** Removes every namespace of the folder that nobody names. */
  void sweep(java.util.Set<Path> used) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        boolean kept;
        synchronized (this) {
          kept = ready.contains(each);
        }
        if (!kept && !used.contains(each)) {
          NetworkNamespace.delete(each);
        }
      }
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot list \"" + folder + "\"", e);
    }
  }

  /** Removes those that nobody has taken. */
  @Override
  public void close() {
    Deque<Path> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(ready);
      ready.clear();
    }
    left.forEach(NetworkNamespace::delete);
  }
}
