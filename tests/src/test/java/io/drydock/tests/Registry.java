package io.drydock.tests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** A real registry on a port of its own, open to everybody; it notes who asks for what. */
final class Registry implements AutoCloseable {
  private static final Pattern REQUEST = Pattern.compile("\"([A-Z]+ /v2/[^ ]*) HTTP/1.1\" (\\d+)");

  private final Process process;
  private final Path log;
  private final String domain;
  private int seen;

  private Registry(Process process, Path log, String domain) {
    this.process = process;
    this.log = log;
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
            log: {level: error, accesslog: {disabled: false}}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: %s}
            """
                .formatted(folder.resolve("data"), domain));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(List.of(program.toString(), "serve", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; i < 200 && !answers(port); i++) {
      Thread.sleep(25);
    }
    return new Registry(process, log, domain);
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

  /** The requests since the last call, as {@code GET /v2/app/manifests/latest 200}. */
  List<String> requests() throws IOException {
    Matcher matcher = REQUEST.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
    List<String> all = matcher.results().map(each -> each.group(1) + " " + each.group(2)).toList();
    List<String> fresh = all.subList(seen, all.size());
    seen = all.size();
    return fresh;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
