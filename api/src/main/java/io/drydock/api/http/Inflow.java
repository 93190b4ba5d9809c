package io.drydock.api.http;

import io.netty.buffer.ByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way from the event loop to a reader who may be slower. The event loop asks {@link
 * #wants} before it takes more from the peer; the reader tells it by {@code demand} when there is
 * room again.
 */
final class Inflow extends InputStream {
  private static final int ROOM = 128 << 10;

  private final ArrayDeque<ByteBuf> buffers = new ArrayDeque<>();
  private final Runnable demand;
  private int queued;
  private boolean held;
  private boolean ended;
  private boolean discarding;
  private @Nullable IOException failure;

  /**
   * @param held whether nothing is wanted before the first read
   * @param demand asks the event loop for more; called by the reader
   */
  Inflow(boolean held, Runnable demand) {
    this.held = held;
    this.demand = demand;
  }

  /** Whether there is room for more. */
  synchronized boolean wants() {
    return !held && !ended && (discarding || queued < ROOM);
  }

  /** Whether nothing more comes. */
  synchronized boolean ended() {
    return ended;
  }

  /** Whether the first read still has to come. */
  synchronized boolean held() {
    return held;
  }

  synchronized void offer(ByteBuf buffer) {
    if (discarding || ended || !buffer.isReadable()) {
      buffer.release();
      return;
    }
    buffers.add(buffer);
    queued += buffer.readableBytes();
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Ends it before its time: the reader gets the bytes that are here, then the error. */
  synchronized void fail(IOException reason) {
    if (!ended) {
      failure = reason;
      end();
    }
  }

  /** Throws away what is here and what still comes. */
  synchronized void discard() {
    discarding = true;
    buffers.forEach(ByteBuf::release);
    buffers.clear();
    queued = 0;
    notifyAll();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (release()) {
      demand.run();
    }
    boolean more;
    int count;
    synchronized (this) {
      if (!awaitBytes()) {
        return -1;
      }
      boolean full = queued >= ROOM;
      count = take(target, offset, length);
      more = full && wants();
    }
    if (more) {
      demand.run();
    }
    return count;
  }

  private synchronized boolean release() {
    boolean first = held;
    held = false;
    return first;
  }

  private boolean awaitBytes() throws IOException {
    while (buffers.isEmpty() && !ended && !discarding) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new java.io.InterruptedIOException("interrupted while reading from the client");
      }
    }
    if (!buffers.isEmpty()) {
      return true;
    }
    if (failure != null) {
      throw new EOFException(failure.getMessage());
    }
    return false;
  }

  private int take(byte[] target, int offset, int length) {
    ByteBuf first = buffers.getFirst();
    int count = Math.min(length, first.readableBytes());
    first.readBytes(target, offset, count);
    if (!first.isReadable()) {
      buffers.removeFirst().release();
    }
    queued -= count;
    return count;
  }

  @Override
  public synchronized int available() {
    return queued;
  }
}
