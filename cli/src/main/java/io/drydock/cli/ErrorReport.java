package io.drydock.cli;

import io.drydock.core.DrydockException;
import io.drydock.core.Excerpt;
import java.io.PrintStream;

/** Shows an error: where, with the source lines; what; what to do. */
final class ErrorReport {
  private ErrorReport() {}

  static void print(DrydockException error, boolean debug, PrintStream err) {
    error.location().ifPresent(place -> Excerpt.print(place, err));
    err.println("ERROR: " + error.getMessage());
    error.hint().ifPresent(hint -> err.println(hint));
    if (debug) {
      error.printStackTrace(err);
    }
  }
}
