package io.drydock.api.container;

import io.drydock.engine.container.OutputSink;
import io.drydock.engine.log.LogStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a process's output to a client: as it is for a terminal, else each piece after a head of
 * eight bytes that names its stream and length. Output waits until there is a client, or opens the
 * client's connection itself.
 */
final class FrameSink implements OutputSink {
  private static final int HEAD = 8;

  private final boolean raw;
  private final Optional<Opening> opening;
  private @Nullable OutputStream out;
  private @Nullable Runnable broken;
  private boolean failed;
  private boolean ended;

  /**
   * @param raw whether there are no heads
   */
  FrameSink(boolean raw) {
    this.raw = raw;
    this.opening = Optional.empty();
  }

  /**
   * @param opening takes the connection over when there is output before {@link #open}
   */
  FrameSink(boolean raw, Opening opening) {
    this.raw = raw;
    this.opening = Optional.of(opening);
  }

  /** Takes a client's connection over. */
  @FunctionalInterface
  interface Opening {
    OutputStream open() throws IOException;
  }

  /**
   * Lets the output go.
   *
   * @param whenBroken is called when the client no longer takes it
   */
  synchronized void open(OutputStream client, Runnable whenBroken) {
    out = client;
    broken = whenBroken;
    if (failed) {
      Thread.startVirtualThread(whenBroken);
    }
    notifyAll();
  }

  /** Ends it without a client. */
  synchronized void abandon() {
    failed = true;
    notifyAll();
  }

  @Override
  public void write(LogStream stream, ByteBuffer bytes) {
    OutputStream client = client();
    if (client == null) {
      return;
    }
    try {
      send(client, stream, bytes);
    } catch (IOException e) {
      synchronized (this) {
        failed = true;
        if (broken != null) {
          Thread.startVirtualThread(broken);
        }
      }
    }
  }

  private synchronized @Nullable OutputStream client() {
    if (out == null && !failed && opening.isPresent()) {
      try {
        out = opening.get().open();
      } catch (IOException e) {
        failed = true;
      }
    }
    while (out == null && !failed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    return failed ? null : out;
  }

  private void send(OutputStream client, LogStream stream, ByteBuffer bytes) throws IOException {
    int head = raw ? 0 : HEAD;
    int length = bytes.remaining();
    byte[] frame = new byte[head + length];
    if (!raw) {
      frame[0] = (byte) (stream == LogStream.STDERR ? 2 : 1);
      ByteBuffer.wrap(frame).putInt(4, length);
    }
    bytes.get(frame, head, length);
    client.write(frame);
  }

  @Override
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits for the output's end, or for the client's. */
  synchronized void awaitEnd() throws InterruptedException {
    while (!ended && !failed) {
      wait();
    }
  }
}
