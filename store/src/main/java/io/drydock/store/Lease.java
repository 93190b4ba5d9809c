package io.drydock.store;

/** Protection from garbage collection, held until closed; see {@link Store#lease}. */
public interface Lease extends AutoCloseable {
  @Override
  void close();
}
