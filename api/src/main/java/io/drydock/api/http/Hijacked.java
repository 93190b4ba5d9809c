package io.drydock.api.http;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connection that was taken over from HTTP: raw bytes both ways.
 *
 * @param input ends when the peer closes its direction; the other one stays open
 * @param output writes are sent at once and wait while the peer is slow; closing it closes only
 *     this direction
 */
public record Hijacked(InputStream input, OutputStream output, Runnable closeBoth)
    implements AutoCloseable {
  @Override
  public void close() {
    closeBoth.run();
  }
}
