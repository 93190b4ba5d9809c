package io.drydock.linux.sandbox;

import io.drydock.linux.syscall.Fd;
import java.util.ArrayList;
import java.util.List;

/** Descriptors that are needed until the command has started, closed together. */
final class Descriptors implements AutoCloseable {
  private final List<Fd> open = new ArrayList<>();

  synchronized Fd keep(Fd descriptor) {
    open.add(descriptor);
    return descriptor;
  }

  @Override
  public synchronized void close() {
    open.forEach(Fd::close);
    open.clear();
  }
}
