package io.drydock.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real command line on a store of its own. */
final class Drydock {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path store;

  Drydock(Path store) {
    this.store = store;
  }

  /** What a call printed and how it ended. */
  record Outcome(int code, String out, String err) {
    String all() {
      return out + err;
    }
  }

  /** The project's own folder. */
  static Path home() {
    return Path.of(System.getProperty("drydock.home", "..")).toAbsolutePath().normalize();
  }

  Path store() {
    return store;
  }

  Outcome run(String... words) {
    return run(Path.of("/"), "", Map.of(), words);
  }

  /** Runs in a directory, with a text on standard input and more variables. */
  Outcome run(Path directory, String input, Map<String, String> environment, String... words) {
    try {
      Path out = Files.createTempFile("drydock-out", "");
      Path err = Files.createTempFile("drydock-err", "");
      try {
        Process process = start(directory, out, err, environment, words);
        try (var stdin = process.getOutputStream()) {
          stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
          // The command may end without reading; its exit code tells.
        }
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("no end after " + PATIENCE + ": " + String.join(" ", words));
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a call without waiting for it. */
  Process start(
      Path directory, Path out, Path err, Map<String, String> environment, String... words)
      throws IOException {
    var command =
        new ArrayList<>(List.of(home().resolve("drydock").toString(), "--root", store.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }
}
