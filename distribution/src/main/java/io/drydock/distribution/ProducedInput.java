package io.drydock.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads what somebody writes on another thread, a few blocks behind. Closing it makes the writer
 * fail, so that nobody produces what nobody reads.
 */
final class ProducedInput extends InputStream {
  /** Writes everything and returns. */
  interface Producer {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Nothing else in the queue is empty. */
  private static final byte[] END = new byte[0];

  private static final int BLOCKS = 8;
  private static final int BLOCK = 256 << 10;

  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(BLOCKS);
  private final Thread thread;
  private volatile IOException failure = new IOException("the stream is closed");
  private volatile boolean failed;
  private volatile boolean closed;
  private byte[] block = new byte[0];
  private int at;
  private boolean ended;

  /** Starts the producer on a thread of the platform, since it is to keep a processor busy. */
  ProducedInput(Producer producer) {
    this.thread = Thread.ofPlatform().daemon().name("upload-producer").start(() -> run(producer));
  }

  private void run(Producer producer) {
    try (var out = new Blocks()) {
      producer.writeTo(out);
      out.flush();
    } catch (IOException e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(new IOException(e.getMessage(), e));
    }
    try {
      put(END);
    } catch (IOException e) {
      // Nobody reads any more.
    }
  }

  private void fail(IOException e) {
    failure = e;
    failed = true;
  }

  private void put(byte[] bytes) throws IOException {
    try {
      while (!queue.offer(bytes, 100, TimeUnit.MILLISECONDS)) {
        if (closed) {
          throw new IOException("nobody reads any more");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (closed) {
      throw new IOException("nobody reads any more");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
    if (at == block.length && !ended) {
      next();
    }
    if (ended) {
      return end();
    }
    int n = Math.min(length, block.length - at);
    System.arraycopy(block, at, buffer, offset, n);
    at += n;
    return n;
  }

  /** The end of the stream, which is a bad one if the producer failed. */
  private int end() throws IOException {
    if (failed) {
      throw failure;
    }
    return -1;
  }

  private void next() throws IOException {
    try {
      block = queue.take();
      at = 0;
      ended = block.length == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    queue.clear();
  }

  /** Cuts what is written into blocks of a size that is worth handing over. */
  private final class Blocks extends OutputStream {
    private byte[] filling = new byte[BLOCK];
    private int filled;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int done = 0; done < length; ) {
        int n = Math.min(length - done, BLOCK - filled);
        System.arraycopy(bytes, offset + done, filling, filled, n);
        filled += n;
        done += n;
        if (filled == BLOCK) {
          flush();
        }
      }
    }

    @Override
    public void flush() throws IOException {
      if (filled > 0) {
        put(filled == BLOCK ? filling : Arrays.copyOf(filling, filled));
        filling = new byte[BLOCK];
        filled = 0;
      }
    }
  }
}
