package io.drydock.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client of the Docker Engine API over HTTP/1.1, for any engine that speaks it. Usable by several
 * threads at once; requests that overlap get connections of their own.
 */
public final class EngineClient implements AutoCloseable {
  /** The newest version of the API that this client speaks. */
  public static final ApiVersion NEWEST = new ApiVersion(1, 50);

  /** How long a connection is kept for another request, well below what servers allow. */
  private static final long IDLE_NANOS = 5_000_000_000L;

  private final EngineEndpoint endpoint;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private @Nullable EngineIdentity identity;
  private @Nullable Runnable starter;

  private EngineClient(EngineEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  private record Idle(Connection connection, long since) {}

  /** A client that asks the engine for its version before the first request. */
  public static EngineClient negotiating(EngineEndpoint endpoint) {
    return new EngineClient(endpoint);
  }

  /** A client that knows the engine's version, and so saves a request. */
  public static EngineClient of(EngineEndpoint endpoint, EngineIdentity known) {
    var client = new EngineClient(endpoint);
    client.identity = known;
    return client;
  }

  /** The same, which has an engine started when nobody listens at its socket. */
  public EngineClient startedBy(Runnable start) {
    starter = start;
    return this;
  }

  public EngineEndpoint endpoint() {
    return endpoint;
  }

  /** Who answers, asked of it at first use. */
  public synchronized EngineIdentity identity() {
    if (identity == null) {
      identity = ping();
    }
    return identity;
  }

  private EngineIdentity ping() {
    try (EngineResponse head = exchange("HEAD", "/_ping", Map.of(), RequestBody.NONE)) {
      if (head.status() == 200) {
        return EngineIdentity.of(head);
      }
    }
    try (EngineResponse got = exchange("GET", "/_ping", Map.of(), RequestBody.NONE)) {
      got.discard();
      return EngineIdentity.of(got);
    }
  }

  public EngineResponse get(String path, Query query) {
    return send("GET", path, query, RequestBody.NONE);
  }

  public EngineResponse head(String path, Query query) {
    return send("HEAD", path, query, RequestBody.NONE);
  }

  public EngineResponse delete(String path, Query query) {
    return send("DELETE", path, query, RequestBody.NONE);
  }

  public EngineResponse post(String path, Query query) {
    return send("POST", path, query, RequestBody.NONE);
  }

  public EngineResponse post(String path, Query query, JsonElement document) {
    return send("POST", path, query, RequestBody.json(document));
  }

  /** As {@link #send(String, String, Query, RequestBody, Map)} without further headers. */
  public EngineResponse send(String method, String path, Query query, RequestBody body) {
    return send(method, path, query, body, Map.of());
  }

  /**
   * The answer to a request.
   *
   * @param path without the version, each part {@linkplain #part escaped}
   * @throws EngineException when the engine refuses it
   * @throws DrydockException of kind UNAVAILABLE when no engine answers
   */
  public EngineResponse send(
      String method, String path, Query query, RequestBody body, Map<String, String> headers) {
    EngineResponse response = exchange(method, versioned(path) + query, headers, body);
    if (response.status() >= 400) {
      throw refusal(response, method);
    }
    return response;
  }

  /**
   * The connection on which the engine switched to the bytes of a process.
   *
   * @throws EngineException when the engine refuses it
   */
  public Hijacked hijack(String path, Query query, RequestBody body) {
    Connection connection = open();
    try {
      StringBuilder head = head("POST", versioned(path) + query, Map.of());
      body.headers(head, true);
      head.append("Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
      body.send(head, connection.out());
      ResponseHead answer = ResponseHead.read(connection.in());
      if (answer.status() != 101 && answer.status() != 200) {
        var content = Body.of(answer, connection.in(), true, () -> {});
        throw refusal(new EngineResponse(answer, content, connection), "POST");
      }
      boolean multiplexed = answer.header("content-type").orElse("").contains("multiplexed");
      return new Hijacked(connection, multiplexed);
    } catch (IOException e) {
      connection.close();
      throw EngineResponse.lost(e);
    }
  }

  private String versioned(String path) {
    return "/v" + identity().version() + path;
  }

  private EngineResponse exchange(
      String method, String target, Map<String, String> headers, RequestBody body) {
    Connection connection = take().orElseGet(this::open);
    try {
      StringBuilder head = head(method, target, headers);
      body.headers(head, method.equals("POST") || method.equals("PUT"));
      head.append("\r\n");
      body.send(head, connection.out());
      return answer(method, connection);
    } catch (IOException e) {
      connection.close();
      throw EngineResponse.lost(e);
    }
  }

  private EngineResponse answer(String method, Connection connection) throws IOException {
    ResponseHead answer = ResponseHead.read(connection.in());
    while (answer.status() == 100) {
      answer = ResponseHead.read(connection.in());
    }
    boolean keeps =
        !answer.header("connection").orElse("").toLowerCase(Locale.ROOT).contains("close");
    Runnable whenRead = keeps ? () -> give(connection) : connection::close;
    Body content = Body.of(answer, connection.in(), !method.equals("HEAD"), whenRead);
    return new EngineResponse(answer, content, connection);
  }

  private Connection open() {
    try {
      return Connection.open(endpoint);
    } catch (DrydockException e) {
      if (!hasEngineStarted()) {
        throw e;
      }
      return Connection.open(endpoint);
    }
  }

  private synchronized boolean hasEngineStarted() {
    Runnable start = starter;
    if (start == null) {
      return false;
    }
    starter = null;
    start.run();
    return true;
  }

  private StringBuilder head(String method, String target, Map<String, String> headers) {
    String prefix =
        endpoint.address().transport() == EngineAddress.Transport.TCP
            ? endpoint.address().path()
            : "";
    var head = new StringBuilder(256);
    head.append(method).append(' ').append(prefix).append(target).append(" HTTP/1.1\r\nHost: ");
    head.append(
        endpoint.address().transport() == EngineAddress.Transport.TCP
            ? endpoint.address().authority()
            : "api.moby.localhost");
    head.append("\r\nUser-Agent: Drydock-Client\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head;
  }

  private static EngineException refusal(EngineResponse response, String method) {
    String text = "";
    try (response) {
      text = new String(response.body().readNBytes(1 << 20), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      // the status says enough
    }
    if (text.isEmpty()) {
      text = "the engine answered " + method + " with status " + response.status();
    }
    return new EngineException(response.status(), message(text));
  }

  private static String message(String text) {
    if (!text.startsWith("{")) {
      return text;
    }
    try {
      JsonObject document = Json.object(text.getBytes(StandardCharsets.UTF_8), "the answer");
      return Json.string(document, "message").map(String::strip).orElse(text);
    } catch (DrydockException e) {
      return text;
    }
  }

  private synchronized Optional<Connection> take() {
    Idle last = idle.pollLast();
    if (last == null) {
      return Optional.empty();
    }
    if (System.nanoTime() - last.since > IDLE_NANOS) {
      last.connection.close();
      return take();
    }
    return Optional.of(last.connection);
  }

  private synchronized void give(Connection connection) {
    idle.addLast(new Idle(connection, System.nanoTime()));
  }

  /** A name as one part of a path: everything but unreserved characters is escaped. */
  public static String part(String name) {
    var out = new StringBuilder(name.length());
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain =
          c < 0x80 && (Character.isLetterOrDigit(c) || "-._~:@!$&'()*+,;=/".indexOf(c) >= 0);
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(String.format("%02X", (int) c));
      }
    }
    return out.toString();
  }

  @Override
  public synchronized void close() {
    idle.forEach(each -> each.connection.close());
    idle.clear();
  }
}
