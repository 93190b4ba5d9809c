package io.drydock.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A connection that the engine has handed over: bytes of a process, both ways. */
public final class Hijacked implements AutoCloseable {
  private final Connection connection;
  private final boolean multiplexed;

  Hijacked(Connection connection, boolean multiplexed) {
    this.connection = connection;
    this.multiplexed = multiplexed;
  }

  /** What the process writes: raw, or in frames as {@link Frames} reads them. */
  public InputStream in() {
    return connection.in();
  }

  /** What the process reads. */
  public OutputStream out() {
    return connection.out();
  }

  /** Whether the engine said that the bytes come in frames. */
  public boolean multiplexed() {
    return multiplexed;
  }

  /** The end of what the process reads; what it writes is still received. */
  public void closeOutput() throws IOException {
    connection.closeOutput();
  }

  @Override
  public void close() {
    connection.close();
  }
}
