package io.drydock.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's docker-registry on a free loopback port, with its storage in a directory of the test.
 */
final class RegistryServer implements AutoCloseable {
  private final Process process;
  private final int port;

  private RegistryServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** An open registry. */
  static RegistryServer start(Path directory) throws Exception {
    return start(directory, "");
  }

  /**
   * A registry.
   *
   * @param auth the {@code auth} section of its configuration, as YAML; empty for none
   */
  static RegistryServer start(Path directory, String auth) throws Exception {
    return start(directory, auth, "");
  }

  static RegistryServer start(Path directory, String auth, String http) throws Exception {
    Path program = Path.of("/usr/bin/docker-registry");
    Assumptions.assumeTrue(Files.isExecutable(program), "package docker-registry is not installed");
    Files.createDirectories(directory);
    int port = freePort();
    Path config = directory.resolve("config.yml");
    Files.writeString(
        config,
        """
        version: 0.1
        log: {level: warn}
        storage:
          filesystem: {rootdirectory: %s}
          delete: {enabled: true}
        http:
          addr: 127.0.0.1:%d
        %s
        %s
        """
            .formatted(directory.resolve("data"), port, http.indent(2), auth));
    Process process =
        new ProcessBuilder(List.of(program.toString(), "serve", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    var server = new RegistryServer(process, port);
    server.awaitAnswer(http.contains("tls"), directory.resolve("log"));
    return server;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer(boolean encrypted, Path log) throws Exception {
    var client = HttpClient.newHttpClient();
    for (int i = 0; i < 200 && process.isAlive(); i++) {
      try {
        if (encrypted) {
          new Socket(InetAddress.getLoopbackAddress(), port).close();
        } else {
          URI uri = URI.create("http://127.0.0.1:" + port + "/v2/");
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
        }
        return;
      } catch (IOException e) {
        Thread.sleep(25);
      }
    }
    throw new IllegalStateException("the registry does not answer: " + Files.readString(log));
  }

  /** Its domain in image references. */
  String domain() {
    return "127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
