package io.drydock.cli.training;

import io.drydock.cli.Main;
import io.drydock.cli.frame.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Walks through the commands that a start-up cache is for, so that it holds the classes that they
 * need. The virtual machine takes up every class of its cache at each start, needed or not: hence
 * one cache for each kind of commands.
 */
public final class Training {
  private Training() {}

  /**
   * Works in a folder of its own, which is gone afterwards.
   *
   * @param words which cache it is: {@code builds}, {@code client}, {@code compose} or {@code
   *     engine}
   */
  public static void main(String[] words) throws IOException {
    String cache = words.length == 1 ? words[0] : "";
    Main.endInOrder(Thread.currentThread());
    Path folder = Files.createTempDirectory("drydock-training");
    try {
      switch (cache) {
        case "builds" -> BuildTraining.run(folder);
        case "client" -> ClientTraining.run(folder);
        case "compose" -> ComposeTraining.run(folder);
        case "engine" -> EngineTraining.run(folder);
        default -> throw new IllegalArgumentException("there is no cache \"" + cache + "\"");
      }
    } finally {
      delete(folder);
    }
  }

  /** Runs a command; what it prints is dropped, what goes wrong ends the training. */
  static void run(List<String> words, Map<String, String> variables) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var errors = new ByteArrayOutputStream();
    var environment = new TreeMap<>(System.getenv());
    environment.putAll(variables);
    Caller caller =
        Caller.process(nowhere, new PrintStream(errors, true, StandardCharsets.UTF_8))
            .with(System.in, environment);
    int code = new Main(caller).run(words);
    if (code != 0) {
      System.err.println("[ERROR] training failed: " + words + " ended with " + code);
      System.err.println(errors.toString(StandardCharsets.UTF_8));
      System.exit(1);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
