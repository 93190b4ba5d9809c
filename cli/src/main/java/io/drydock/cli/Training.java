package io.drydock.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Walks through the usual commands, so that the start-up cache holds the classes that they need.
 */
final class Training {
  private static final List<List<String>> COMMANDS =
      List.of(List.of("version"), List.of("--help"), List.of("version", "--help"));

  private Training() {}

  /** Runs each command; what they print is dropped, what goes wrong is not. */
  public static void main(String[] unused) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    for (List<String> words : COMMANDS) {
      int code = new Main(nowhere, System.err).run(words);
      if (code != 0) {
        System.err.println("training failed: " + words + " ended with " + code);
        System.exit(1);
      }
    }
  }
}
