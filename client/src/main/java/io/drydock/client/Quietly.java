package io.drydock.client;

import java.io.Closeable;
import java.io.IOException;

/** Closing things whose errors no longer matter. */
final class Quietly {
  private Quietly() {}

  static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // the other side has what it is going to get
    }
  }
}
