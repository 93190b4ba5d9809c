package io.drydock.engine.journal;

import io.drydock.core.DrydockException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What an exception says to the engine's keeper. */
final class Causes {
  private Causes() {}

  /** The message of what can happen anywhere; the stack trace of what only a bug throws. */
  static String text(Throwable cause) {
    if (cause instanceof DrydockException expected) {
      return expected.getMessage();
    }
    if (cause instanceof IOException) {
      return cause.toString();
    }
    var text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }
}
