package io.drydock.oci.layer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compresses to gzip on two threads: each MiB becomes a member of its own, written in order. The
 * bytes depend on input, level and library alone.
 */
final class GzipOutput extends OutputStream {
  static final int LEVEL = 6;
  private static final int BLOCK = 1 << 20;
  private static final int THREADS = 2;

  private final OutputStream out;
  private final ExecutorService threads;
  private final BlockingQueue<GzipBlock> compressors = new ArrayBlockingQueue<>(THREADS);
  private final Queue<Future<byte[]>> pending = new ArrayDeque<>();
  private byte[] block = new byte[BLOCK];
  private int filled;
  private boolean anyWritten;
  private boolean closed;

  GzipOutput(OutputStream out, int level) {
    this.out = out;
    this.threads =
        Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().name("gzip").factory());
    for (int i = 0; i < THREADS; i++) {
      compressors.add(new GzipBlock(level));
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int n = Math.min(length - done, BLOCK - filled);
      System.arraycopy(source, offset + done, block, filled, n);
      filled += n;
      done += n;
      if (filled == BLOCK) {
        submit();
      }
    }
  }

  /** Hands the block over; waits when all threads have one and one more is ready. */
  private void submit() throws IOException {
    byte[] source = block;
    int length = filled;
    pending.add(threads.submit(() -> compress(source, length)));
    block = new byte[BLOCK];
    filled = 0;
    anyWritten = true;
    if (pending.size() > THREADS) {
      writeFirst();
    }
  }

  private byte[] compress(byte[] source, int length) throws InterruptedException {
    GzipBlock compressor = compressors.take();
    try {
      return compressor.compress(source, length);
    } finally {
      compressors.add(compressor);
    }
  }

  private void writeFirst() throws IOException {
    try {
      out.write(pending.remove().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("compression was interrupted").initCause(e);
    } catch (ExecutionException e) {
      throw new IOException("cannot compress", e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      if (filled > 0 || !anyWritten) {
        submit();
      }
      while (!pending.isEmpty()) {
        writeFirst();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
