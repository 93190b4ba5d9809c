package io.drydock.engine.container;

import io.drydock.engine.log.LogStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps what a process writes, and waits for it. */
final class Collected implements OutputSink {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CountDownLatch end = new CountDownLatch(1);

  @Override
  public synchronized void write(LogStream stream, ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.get(copy);
    (stream == LogStream.STDOUT ? out : err).writeBytes(copy);
    notifyAll();
  }

  @Override
  public void end() {
    end.countDown();
  }

  synchronized String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  synchronized String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Waits until what was written is as wanted, and returns it. */
  synchronized String awaitOut(Predicate<String> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!wanted.test(out()) && System.nanoTime() < deadline) {
      wait(100);
    }
    return out();
  }

  boolean awaitEnd() throws InterruptedException {
    return end.await(20, TimeUnit.SECONDS);
  }
}
