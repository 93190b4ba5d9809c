package io.drydock.cli.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Answers a client as an engine with one container would; a real one needs root and a runtime. */
final class ScriptedEngine implements AutoCloseable {
  private static final String CONTAINER =
      """
      {"Id":"0123456789abcdef","Names":["/c"],"Name":"/c","Image":"busybox","ImageID":"sha256:0",\
      "Command":"true","Created":1,"Status":"Up 1 second","Labels":{"a":"b"},"Mounts":[],\
      "State":%s,"Config":{"Tty":false,"Image":"busybox"},"HostConfig":{"NetworkMode":"bridge"},\
      "Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":80,"Type":"tcp"}]}\
      """;

  private static final byte[] FRAMES = {
    1, 0, 0, 0, 0, 0, 0, 2, 'a', '\n', 2, 0, 0, 0, 0, 0, 0, 2, 'b', '\n'
  };

  private final ServerSocketChannel server;

  private ScriptedEngine(ServerSocketChannel server) {
    this.server = server;
  }

  static ScriptedEngine listen(Path socket) throws IOException {
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    var engine = new ScriptedEngine(server);
    Thread.ofPlatform().daemon().start(engine::accept);
    return engine;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException e) {
      // The training is over.
    }
  }

  private static void serve(SocketChannel client) {
    try (client) {
      var in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(client), StandardCharsets.ISO_8859_1));
      OutputStream out = Channels.newOutputStream(client);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split("[ ?]");
        skip(in);
        out.write(head(words[0], words[1]).getBytes(StandardCharsets.US_ASCII));
        if (isStream(words[1])) {
          out.write(FRAMES);
          return;
        }
      }
    } catch (IOException e) {
      // The client has heard enough.
    }
  }

  /** The rest of a request. */
  private static void skip(BufferedReader in) throws IOException {
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    for (int i = 0; i < length; i++) {
      in.read();
    }
  }

  private static boolean isStream(String path) {
    return path.endsWith("/attach") || path.endsWith("/logs") || path.endsWith("/exec/e/start");
  }

  private static String head(String method, String path) {
    String common = "Api-Version: 1.50\r\nServer: Docker/29.0.0 (linux)\r\nOstype: linux\r\n";
    if (isStream(path)) {
      String status = path.endsWith("/logs") ? "200 OK" : "101 UPGRADED\r\nUpgrade: tcp";
      return "HTTP/1.1 "
          + status
          + "\r\nConnection: Upgrade\r\n"
          + "Content-Type: application/vnd.docker.multiplexed-stream\r\n"
          + common
          + "\r\n";
    }
    String content = method.equals("HEAD") ? "" : content(path);
    return content.isEmpty()
        ? "HTTP/1.1 204 No Content\r\n" + common + "\r\n"
        : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            + common
            + "Transfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(content.length())
            + "\r\n"
            + content
            + "\r\n0\r\n\r\n";
  }

  private static String content(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (last) {
      case "create" -> "{\"Id\":\"0123456789abcdef\",\"Name\":\"v\",\"Warnings\":[]}";
      case "exec" -> "{\"Id\":\"e\"}";
      case "wait" -> "{\"StatusCode\":0}";
      case "networks" ->
          "[{\"Name\":\"bridge\",\"Id\":\"0123456789abcdef\",\"Driver\":\"bridge\"}]";
      case "volumes" -> "{\"Volumes\":[{\"Name\":\"v\",\"Driver\":\"local\"}],\"Warnings\":[]}";
      case "json" ->
          path.endsWith("/containers/json")
              ? "[" + CONTAINER.formatted("\"running\"") + "]"
              : path.contains("/exec/")
                  ? "{\"ExitCode\":0,\"Running\":false}"
                  : CONTAINER.formatted("{\"Status\":\"running\",\"Running\":true}");
      default -> "";
    };
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
