package io.drydock.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.Function;

/** Bytes on their way to a peer who may be slower than the writer: then writing waits. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails ends the channel, which is seen
final class Outflow extends OutputStream {
  private static final int PIECE = 64 << 10;

  private final Channel channel;
  private final Signal writable;
  private final Function<ByteBuf, Object> frame;
  private final Runnable atClose;
  private boolean closed;

  /**
   * @param writable is given when the channel may have become writable, or closed
   * @param frame makes the message that the pipeline takes
   * @param atClose is called by the first close
   */
  Outflow(Channel channel, Signal writable, Function<ByteBuf, Object> frame, Runnable atClose) {
    this.channel = channel;
    this.writable = writable;
    this.frame = frame;
    this.atClose = atClose;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (closed) {
      throw new IOException("the answer has ended");
    }
    for (int done = 0; done < length; done += PIECE) {
      awaitRoom();
      int count = Math.min(PIECE, length - done);
      ByteBuf buffer = channel.alloc().ioBuffer(count).writeBytes(bytes, offset + done, count);
      channel.writeAndFlush(frame.apply(buffer), channel.voidPromise());
    }
  }

  private void awaitRoom() throws IOException {
    try {
      writable.await(() -> channel.isWritable() || !channel.isActive());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing to the client");
    }
    if (!channel.isActive()) {
      throw new IOException("the client has left");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      atClose.run();
    }
  }

  /** Wakes those who wait for a state that another thread changes. */
  static final class Signal {
    synchronized void give() {
      notifyAll();
    }

    synchronized void await(java.util.function.BooleanSupplier state) throws InterruptedException {
      while (!state.getAsBoolean()) {
        wait();
      }
    }
  }
}
