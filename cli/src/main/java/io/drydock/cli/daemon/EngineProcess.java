package io.drydock.cli.daemon;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts an engine as a process of its own: in a session of its own, so that no terminal's signals
 * reach it, without descriptors of the caller.
 */
final class EngineProcess {
  private static final Path NULL = Path.of("/dev/null");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 5;
  private static final int SHOWN_LINES = 10;

  private EngineProcess() {}

  /**
   * Starts {@code engine run} and waits until it serves.
   *
   * @param words flags of {@code engine run}
   * @throws DrydockException of kind UNAVAILABLE, with what it wrote, when it does not
   */
  static void start(EnginePlace place, List<String> words, Map<String, String> environment) {
    place.makeFolders();
    Process process = spawn(place, words, environment);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!place.answers()) {
        if (!process.isAlive()) {
          throw failure(place, "The engine did not start", process.exitValue());
        }
        if (System.nanoTime() > end) {
          process.destroy();
          throw failure(
              place, "The engine does not answer after " + PATIENCE.toSeconds() + " s", 0);
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted", e);
    }
  }

  private static Process spawn(
      EnginePlace place, List<String> words, Map<String, String> environment) {
    var command = new ArrayList<String>();
    command.add("setsid");
    command.addAll(program());
    command.addAll(List.of("--root", place.root().root().toString(), "engine", "run"));
    command.addAll(List.of("--log-file", place.journal().toString()));
    command.addAll(words);
    var builder = new ProcessBuilder(command).directory(new File("/"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder
          .redirectInput(NULL.toFile())
          .redirectOutput(place.output().toFile())
          .redirectError(Redirect.appendTo(place.output().toFile()))
          .start();
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot start the engine: " + e.getMessage(), e);
    }
  }

  /**
   * The launcher, which knows what suits an engine; without it, this virtual machine's own Java.
   */
  private static List<String> program() {
    String launcher = System.getProperty("drydock.launcher", "");
    if (!launcher.isEmpty()) {
      return List.of(launcher);
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-Ddrydock.home=" + System.getProperty("drydock.home", ""),
        "-cp",
        System.getProperty("java.class.path"),
        "io.drydock.cli.Main");
  }

  private static DrydockException failure(EnginePlace place, String message, int exitCode) {
    String written = lastLines(place.output());
    String code = exitCode == 0 ? "" : " (exit code " + exitCode + ")";
    return new DrydockException(
            ErrorKind.UNAVAILABLE, message + code + (written.isEmpty() ? "" : ":\n" + written))
        .withHint("`drydock engine logs` shows more");
  }

  private static String lastLines(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}
