package io.drydock.cli.terminal;

import io.drydock.client.Frames;
import io.drydock.client.Hijacked;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * A process' streams joined to the caller's: what is typed goes in until its end or the detach
 * keys, what the process writes comes out.
 */
public final class ProcessStreams {
  private static final int BUFFER_BYTES = 32 * 1024;

  private final Hijacked connection;
  private final boolean tty;
  private volatile boolean detached;

  /**
   * @param tty whether the process has a terminal, so that its output comes unframed
   */
  public ProcessStreams(Hijacked connection, boolean tty) {
    this.connection = connection;
    this.tty = tty;
  }

  /**
   * Sends what is read from the input, in a thread of its own, and its end.
   *
   * @param keys that end it without an end for the process, if there are any
   */
  public void send(InputStream in, Optional<DetachKeys> keys) {
    Thread.ofPlatform()
        .daemon()
        .name("stdin")
        .start(() -> {
          try {
            pump(in, keys);
            if (detached) {
              connection.close();
            } else {
              connection.closeOutput();
            }
          } catch (IOException e) {
            // the process has ended, or nobody reads its input
          }
        });
  }

  private void pump(InputStream in, Optional<DetachKeys> keys) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      if (keys.isEmpty()) {
        connection.out().write(buffer, 0, count);
      } else {
        Optional<byte[]> passed = keys.get().pass(buffer, count);
        if (passed.isEmpty()) {
          detached = true;
          return;
        }
        connection.out().write(passed.get());
      }
      connection.out().flush();
    }
  }

  /**
   * Copies what the process writes, until it has ended or the user has left.
   *
   * @return whether the user has left
   */
  public boolean receive(PrintStream out, PrintStream err) throws IOException {
    try {
      if (tty && !connection.multiplexed()) {
        raw(out);
      } else {
        Frames.copy(connection.in(), out, err);
      }
    } catch (IOException e) {
      if (!detached) {
        throw e;
      }
    }
    return detached;
  }

  private void raw(PrintStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    InputStream in = connection.in();
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
      out.flush();
    }
  }
}
