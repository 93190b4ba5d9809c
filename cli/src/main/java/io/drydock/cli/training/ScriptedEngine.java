package io.drydock.cli.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a client as an engine would, and remembers what it was told to make; a real one needs
 * root and a runtime. All containers of it run, whatever is done to them.
 */
final class ScriptedEngine implements AutoCloseable {
  private static final String IMAGE = "sha256:" + "0".repeat(64);
  private static final Pattern NAME = Pattern.compile("[?&]name=([^&]+)");
  private static final byte[] FRAMES = {
    1, 0, 0, 0, 0, 0, 0, 2, 'a', '\n', 2, 0, 0, 0, 0, 0, 0, 2, 'b', '\n'
  };
  private static final String HEAD =
      "HTTP/1.1 %s\r\nApi-Version: 1.50\r\nServer: Docker/29.0.0 (linux)\r\nOstype: linux\r\n";

  private final ServerSocketChannel server;
  private final JsonArray containers = new JsonArray();
  private final JsonArray networks = new JsonArray();
  private final JsonArray volumes = new JsonArray();

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

  private void serve(SocketChannel client) {
    try (client) {
      var in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(client), StandardCharsets.ISO_8859_1));
      OutputStream out = Channels.newOutputStream(client);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", -1);
        String body = body(in);
        String path = words[1].replaceFirst("[?].*", "");
        if (isStream(path)) {
          out.write(stream(path).getBytes(StandardCharsets.US_ASCII));
          out.write(FRAMES);
          return;
        }
        String answer = words[0].equals("HEAD") ? "" : answer(words[0], words[1], path, body);
        out.write(document(answer).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The client has heard enough.
    }
  }

  /** What follows a request's first line, but for the headers. */
  private static String body(BufferedReader in) throws IOException {
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    var body = new StringBuilder();
    for (int i = 0; i < length; i++) {
      body.append((char) in.read());
    }
    return body.toString();
  }

  private static boolean isStream(String path) {
    return path.endsWith("/attach") || path.endsWith("/logs") || path.endsWith("/exec/e/start");
  }

  private static String stream(String path) {
    String status = path.endsWith("/logs") ? "200 OK" : "101 UPGRADED";
    return HEAD.formatted(status)
        + "Upgrade: tcp\r\nConnection: Upgrade\r\n"
        + "Content-Type: application/vnd.docker.multiplexed-stream\r\n\r\n";
  }

  private static String document(String content) {
    if (content.isEmpty()) {
      return HEAD.formatted("204 No Content") + "\r\n";
    }
    return HEAD.formatted("200 OK")
        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        + Integer.toHexString(content.length())
        + "\r\n"
        + content
        + "\r\n0\r\n\r\n";
  }

  /** The answer's document; empty where there is none. */
  private synchronized String answer(String method, String target, String path, String body) {
    String plain = path.replaceFirst("^/v[0-9.]+", "");
    if (method.equals("POST") && plain.endsWith("/create")) {
      return create(plain, target, body).toString();
    }
    return switch (plain) {
      case "/containers/json" -> containers.toString();
      case "/networks" -> networks.toString();
      case "/volumes" -> "{\"Volumes\":" + volumes + ",\"Warnings\":[]}";
      case "/images/json" -> "[{\"Id\":\"" + IMAGE + "\",\"RepoTags\":[\"busybox:latest\"]}]";
      default -> one(method, plain);
    };
  }

  private String one(String method, String path) {
    if (path.endsWith("/wait")) {
      return "{\"StatusCode\":0}";
    }
    if (path.endsWith("/exec")) {
      return "{\"Id\":\"e\"}";
    }
    if (path.startsWith("/exec/")) {
      return "{\"ExitCode\":0,\"Running\":false}";
    }
    if (path.startsWith("/images/")) {
      return "{\"Id\":\"" + IMAGE + "\",\"Config\":{},\"Os\":\"linux\",\"Architecture\":\"amd64\"}";
    }
    return method.equals("GET") && path.endsWith("/json") ? inspected(path) : "";
  }

  private String inspected(String path) {
    for (var each : containers) {
      JsonObject container = each.getAsJsonObject();
      if (path.contains(container.get("Id").getAsString()) || path.startsWith("/containers/c/")) {
        JsonObject inspected = container.deepCopy();
        inspected.add("State", Json.object(Map.of("Status", "running")));
        return inspected.toString();
      }
    }
    return "{}";
  }

  @SuppressWarnings("ReferenceEquality")
  private JsonObject create(String path, String target, String body) {
    JsonObject asked =
        body.isEmpty()
            ? new JsonObject()
            : Json.object(body.getBytes(StandardCharsets.ISO_8859_1), "what is to be made");
    JsonArray made =
        path.startsWith("/containers") ? containers : path.startsWith("/net") ? networks : volumes;
    Matcher query = NAME.matcher(target);
    String name =
        query.find() ? query.group(1) : Json.string(asked, "Name").orElse("c" + made.size());
    JsonObject one = asked.deepCopy();
    one.addProperty("Id", "%064x".formatted(made.size() + 1));
    one.addProperty("Name", made == containers ? "/" + name : name);
    if (made == containers) {
      one.add("Names", Json.array(List.of("/" + name)));
      one.add("Config", asked);
      one.addProperty("ImageID", IMAGE);
      one.addProperty("State", "running");
      one.addProperty("Status", "Up 1 second");
      one.addProperty("Created", 1);
    }
    made.add(one);
    return one;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
