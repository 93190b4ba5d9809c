package io.drydock.cli;

import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Shows an error: where, with the source lines; what; what to do. */
final class ErrorReport {
  private static final int CONTEXT_LINES = 2;

  private ErrorReport() {}

  static void print(DrydockException error, boolean debug, PrintStream err) {
    error.location().ifPresent(place -> excerpt(place, err));
    err.println("ERROR: " + error.getMessage());
    error.hint().ifPresent(hint -> err.println(hint));
    if (debug) {
      error.printStackTrace(err);
    }
  }

  private static void excerpt(SourceLocation place, PrintStream err) {
    err.println(place);
    List<String> lines = read(place.file());
    if (place.line() < 1 || place.line() > lines.size()) {
      return;
    }
    int from = Math.max(1, place.line() - CONTEXT_LINES);
    int to = Math.min(lines.size(), place.endLine() + CONTEXT_LINES);
    err.println("--------------------");
    for (int line = from; line <= to; line++) {
      boolean marked = line >= place.line() && line <= place.endLine();
      err.printf("%4d | %s %s%n", line, marked ? ">>>" : "   ", lines.get(line - 1));
    }
    err.println("--------------------");
  }

  private static List<String> read(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }
}
