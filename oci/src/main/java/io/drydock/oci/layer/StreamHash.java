package io.drydock.oci.layer;

import io.drydock.oci.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The computation of a digest on a thread of its own, so that hashing and whatever else is done
 * with the bytes go on side by side. Short contents are hashed where they are and need no thread.
 */
public final class StreamHash {
  private static final int BLOCK = 256 * 1024;
  private static final int BLOCKS = 6;

  /** Tells the thread that nothing more comes: every other block has bytes. */
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final String algorithm;
  private final MessageDigest hash;
  private final BlockingQueue<ByteBuffer> full = new ArrayBlockingQueue<>(BLOCKS + 3);
  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BLOCKS);
  private ByteBuffer block = ByteBuffer.allocate(16 * 1024);
  private int blocks;
  private long count;
  private @Nullable Thread hasher;

  /** A computation of SHA-256. */
  public StreamHash() {
    this.algorithm = "sha256";
    this.hash = Digest.sha256();
  }

  /** A computation by the digest's algorithm. */
  public StreamHash(Digest expected) {
    this.algorithm = expected.algorithm();
    this.hash = expected.newHash();
  }

  /** Adds the bytes, which the caller may change afterwards. */
  public void update(byte[] bytes, int offset, int length) {
    count += length;
    for (int done = 0; done < length; ) {
      if (!block.hasRemaining()) {
        handOver();
      }
      int n = Math.min(length - done, block.remaining());
      block.put(bytes, offset + done, n);
      done += n;
    }
  }

  /** Bytes taken so far. */
  public long count() {
    return count;
  }

  /** The digest of all bytes; waits for the thread. Nothing can be added any more. */
  public Digest finish() {
    if (hasher != null) {
      full.add(block.flip());
      stop();
    } else {
      hash.update(block.flip());
    }
    return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
  }

  /** Ends the thread when the digest is not wanted. */
  public void abandon() {
    if (hasher != null) {
      full.clear();
      stop();
    }
  }

  private void stop() {
    Thread thread = hasher;
    hasher = null;
    full.add(END);
    uninterruptibly(() -> {
      if (thread != null) {
        thread.join();
      }
      return true;
    });
  }

  private void handOver() {
    if (hasher == null) {
      hasher = Thread.ofPlatform().daemon().name("sha256").start(this::hashAll);
    }
    full.add(block.flip());
    ByteBuffer next = free.poll();
    if (next == null && blocks < BLOCKS) {
      blocks++;
      next = ByteBuffer.allocate(BLOCK);
    }
    block = next != null ? next : uninterruptibly(free::take);
  }

  private void hashAll() {
    ByteBuffer each = uninterruptibly(full::take);
    while (each.hasRemaining()) {
      hash.update(each);
      if (each.capacity() == BLOCK) {
        free.add(each.clear());
      }
      each = uninterruptibly(full::take);
    }
  }

  private interface Blocking<T> {
    T call() throws InterruptedException;
  }

  /** An interrupt is kept for whoever looks next: dropping a block would make the digest wrong. */
  private static <T> T uninterruptibly(Blocking<T> action) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return action.call();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
