package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Docker's own command line, pointed at an engine. */
final class DockerCommand {
  private static final int PATIENCE_SECONDS = 60;

  private final String host;
  private final Path folder;

  /**
   * @param host as DOCKER_HOST takes it
   * @param folder for its configuration and its output
   */
  DockerCommand(String host, Path folder) {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/local/bin/docker"))
            || Files.isExecutable(Path.of("/usr/bin/docker")),
        "no docker command line here");
    this.host = host;
    this.folder = folder;
  }

  /** What the words print; they have to succeed. The last line's end is left out. */
  String ok(String... words) {
    Drydock.Outcome outcome = run(words);
    assertThat(outcome.code()).as(String.join(" ", words) + "\n" + outcome.all()).isZero();
    return outcome.out().stripTrailing();
  }

  /** What the words print on standard error; they have to fail with the exit code. */
  String fails(int code, String... words) {
    Drydock.Outcome outcome = run(words);
    assertThat(outcome.code()).as(String.join(" ", words) + "\n" + outcome.all()).isEqualTo(code);
    return outcome.err();
  }

  Drydock.Outcome run(String... words) {
    return runWith("", Map.of(), words);
  }

  /** Runs with a text on standard input, which then ends, and more variables. */
  Drydock.Outcome runWith(String input, Map<String, String> environment, String... words) {
    try {
      Path out = Files.createTempFile(folder, "out", "");
      Path err = Files.createTempFile(folder, "err", "");
      Process process =
          builder(environment, words)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The command may end without reading; its exit code tells.
      }
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "no end of: "
                + String.join(" ", words)
                + "\n"
                + Files.readString(out)
                + Files.readString(err));
      }
      return new Drydock.Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts the words, with their output in a file. */
  Process start(Path out, String... words) throws IOException {
    return builder(Map.of(), words).redirectErrorStream(true).redirectOutput(out.toFile()).start();
  }

  private ProcessBuilder builder(Map<String, String> environment, String... words) {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("DOCKER_HOST", host);
    builder.environment().put("DOCKER_CONFIG", folder.resolve("docker-config").toString());
    builder.environment().putAll(environment);
    return builder;
  }
}
