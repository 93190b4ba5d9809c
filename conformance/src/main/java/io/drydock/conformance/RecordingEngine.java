package io.drydock.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An engine that does nothing but keep the requests it gets, with the answers of the stub that the
 * real docker was recorded with: fixed ids, nothing to list, and an error for streams.
 */
final class RecordingEngine implements AutoCloseable {
  private static final String ID = "c0ffee".repeat(10) + "beef";

  private final ServerSocketChannel server;
  private final List<Request> requests = new ArrayList<>();

  /** What came in; the target is the path with its query. */
  record Request(String method, String target, String body) {}

  private RecordingEngine(ServerSocketChannel server) {
    this.server = server;
  }

  static RecordingEngine listen(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    var engine = new RecordingEngine(server);
    Thread.ofPlatform().daemon().start(engine::accept);
    return engine;
  }

  /** The requests since the last call, without pings. */
  synchronized List<Request> take() {
    List<Request> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (ClosedChannelException e) {
      // the end
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      InputStream in = new BufferedInputStream(Channels.newInputStream(client));
      OutputStream out = Channels.newOutputStream(client);
      String first = line(in);
      while (!first.isEmpty()) {
        String[] words = first.split(" ");
        var request = new Request(words[0], words[1], body(in));
        boolean ping = request.target().endsWith("/_ping");
        if (!ping) {
          synchronized (this) {
            requests.add(request);
          }
        }
        out.write(answer(request).getBytes(StandardCharsets.UTF_8));
        first = line(in);
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private static String body(InputStream in) throws IOException {
    int length = 0;
    boolean chunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    var bytes = new ByteArrayOutputStream();
    bytes.write(in.readNBytes(length));
    while (chunked) {
      int size = Integer.parseInt(line(in), 16);
      bytes.write(in.readNBytes(size));
      line(in);
      chunked = size > 0;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  private static String answer(Request request) {
    String path = request.target().replaceFirst("^/v[0-9.]+", "").replaceFirst("\\?.*", "");
    if (path.equals("/_ping")) {
      return "HTTP/1.1 200 OK\r\nApi-Version: 1.50\r\nServer: Docker/28.2.2\r\nContent-Length: 0\r\n\r\n";
    }
    if (path.endsWith("/attach") || path.matches("/exec/.*/start")) {
      return response(500, "{\"message\":\"no streams here\"}");
    }
    return response(
        request.method().equals("POST") && path.endsWith("/create") ? 201 : 200,
        document(request.method(), path));
  }

  private static String response(int status, String body) {
    return "HTTP/1.1 "
        + status
        + " X\r\nContent-Type: application/json\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  private static String document(String method, String path) {
    if (path.equals("/containers/create")) {
      return "{\"Id\":\"" + ID + "\",\"Warnings\":[]}";
    }
    if (path.endsWith("/exec")) {
      return "{\"Id\":\"e1\"}";
    }
    if (path.equals("/networks/create")) {
      return "{\"Id\":\"n1\"}";
    }
    if (path.equals("/volumes/create")) {
      return "{\"Name\":\"v1\"}";
    }
    if (path.matches("/containers/[^/]+/json")) {
      return "{\"Id\":\""
          + ID
          + "\",\"Name\":\"/x\",\"State\":{\"Running\":true},"
          + "\"Config\":{\"Tty\":false},\"NetworkSettings\":{\"Ports\":{}}}";
    }
    if (path.endsWith("/top")) {
      return "{\"Titles\":[\"PID\"],\"Processes\":[]}";
    }
    boolean list =
        path.matches("/containers/json|/images/json|/networks|/images/search|.*/changes|.*/history")
            || (method.equals("DELETE") && path.startsWith("/images/"));
    return list ? "[]" : "{}";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
