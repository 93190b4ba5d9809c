package io.drydock.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Docker's own command line with its plugins buildx and compose, as {@code ./check} fetches them.
 */
public final class DockerClients {
  private final Path folder;
  private final Path config;
  private final String address;

  private DockerClients(Path folder, Path config, String address) {
    this.folder = folder;
    this.config = config;
    this.address = address;
  }

  /**
   * The clients, driving the engine at the address; skips the test where they are missing.
   *
   * @param config a directory for their settings
   */
  public static DockerClients at(String address, Path config) throws IOException {
    Path folder = root().resolve("target/docker-clients");
    assumeTrue(
        Files.isExecutable(folder.resolve("docker")),
        "docker's clients are missing: run tests/docker-clients target/docker-clients");
    Path plugins = Files.createDirectories(config.resolve("cli-plugins"));
    for (String each : List.of("docker-buildx", "docker-compose")) {
      Files.createSymbolicLink(
          plugins.resolve(each), folder.resolve("config/cli-plugins").resolve(each).toRealPath());
    }
    return new DockerClients(folder, config, address);
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("check")) ? here : Objects.requireNonNull(here.getParent());
  }

  /** What a command printed on both streams, and its exit code. */
  public record Outcome(int code, String output) {
    public Outcome succeeded() {
      if (code != 0) {
        throw new AssertionError("exit code " + code + ":\n" + output);
      }
      return this;
    }
  }

  /** Runs {@code docker} with the arguments. */
  public Outcome run(Path directory, String... arguments) throws Exception {
    return run(directory, Map.of(), arguments);
  }

  /** As the other one, with more variables. */
  public Outcome run(Path directory, Map<String, String> variables, String... arguments)
      throws Exception {
    var command = new ArrayList<String>();
    command.add(folder.resolve("docker").toString());
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    Map<String, String> environment = new TreeMap<>(variables);
    environment.putIfAbsent("DOCKER_HOST", address);
    environment.putIfAbsent("DOCKER_CONFIG", config.toString());
    environment.putIfAbsent("BUILDKIT_PROGRESS", "plain");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("docker does not end:\n" + output);
    }
    return new Outcome(process.exitValue(), output);
  }
}
