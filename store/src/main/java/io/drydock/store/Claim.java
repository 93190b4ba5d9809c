package io.drydock.store;

/** The exclusive right to some work, held until closed; see {@link Store#claim}. */
public interface Claim extends AutoCloseable {
  @Override
  void close();
}
