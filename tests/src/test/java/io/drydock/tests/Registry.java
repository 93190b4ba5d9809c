package io.drydock.tests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real registry on a port of its own, open to everybody. */
final class Registry implements AutoCloseable {
  private final Process process;
  private final String domain;

  private Registry(Process process, String domain) {
    this.process = process;
    this.domain = domain;
  }

  /**
   * Starts one, or lets the test be skipped where there is none.
   *
   * @param folder for its data
   */
  static Registry start(Path folder) throws IOException, InterruptedException {
    Path program = Path.of("/usr/bin/docker-registry");
    Assumptions.assumeTrue(Files.isExecutable(program), "package docker-registry is not installed");
    Files.createDirectories(folder);
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String domain = "127.0.0.1:" + port;
    Path config =
        Files.writeString(
            folder.resolve("registry.yml"),
            """
            version: 0.1
            log: {level: warn}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: %s}
            """
                .formatted(folder.resolve("data"), domain));
    Process process =
        new ProcessBuilder(List.of(program.toString(), "serve", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    for (int i = 0; i < 200 && !answers(port); i++) {
      Thread.sleep(25);
    }
    return new Registry(process, domain);
  }

  private static boolean answers(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** {@code HOST:PORT}. */
  String domain() {
    return domain;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
