package io.drydock.distribution.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * A body that fails when nothing arrives for too long: a peer that is gone without a word would
 * otherwise hold its reader for ever. A watcher starts with the second read, as most bodies are
 * small documents.
 */
final class StallGuard extends FilterInputStream {
  private final Duration limit;
  private int reads;
  private volatile long readingSince;
  private volatile boolean reading;
  private volatile boolean stalled;
  private volatile boolean finished;

  StallGuard(InputStream body, Duration limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (++reads == 2) {
      Thread.ofVirtual().name("stall-guard").start(this::watch);
    }
    readingSince = System.nanoTime();
    reading = true;
    try {
      int n = in.read(buffer, offset, length);
      finished |= n < 0;
      return n;
    } catch (IOException e) {
      if (stalled) {
        throw new HttpTimeoutException("no data for " + limit.toSeconds() + " s");
      }
      throw e;
    } finally {
      reading = false;
    }
  }

  private void watch() {
    try {
      while (!finished) {
        Thread.sleep(limit.dividedBy(4));
        if (reading && System.nanoTime() - readingSince > limit.toNanos()) {
          stalled = true;
          close();
        }
      }
    } catch (InterruptedException | IOException e) {
      finished = true;
    }
  }

  @Override
  public void close() throws IOException {
    finished = true;
    super.close();
  }
}
