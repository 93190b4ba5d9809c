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

/** A real registry on this machine that notes who asks for what. */
final class TestRegistry implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
  private static final Pattern REQUEST = Pattern.compile("\"([A-Z]+ /v2/[^ ]*) HTTP/1.1\" (\\d+)");

  private final Process process;
  private final Path log;
  private final String domain;
  private int seen;

  private TestRegistry(Process process, Path log, String domain) {
    this.process = process;
    this.log = log;
    this.domain = domain;
  }

  /** Starts one that keeps everything in the directory. */
  static TestRegistry start(Path directory) throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "package docker-registry is not installed");
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String domain = "127.0.0.1:" + port;
    Files.createDirectories(directory);
    Path config =
        Files.writeString(
            directory.resolve("registry.yml"),
            """
            version: 0.1
            log: {level: error, accesslog: {disabled: false}}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: %s}
            """
                .formatted(directory.resolve("data"), domain));
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(List.of(PROGRAM.toString(), "serve", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await(port);
    return new TestRegistry(process, log, domain);
  }

  private static void await(int port) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(25);
      }
    }
  }

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
