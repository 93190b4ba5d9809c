package io.drydock.api.route;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.api.http.Exchange;
import io.drydock.api.http.Hijacked;
import io.drydock.api.http.WebSocket;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that has found its route: what it asks, and the ways to answer it. */
public final class Call {
  /** The longest JSON body; requests of real clients have some kilobytes. */
  private static final int LONGEST_JSON = 4 << 20;

  private final Exchange exchange;
  private final ApiVersion version;
  private final Map<String, String> variables;
  private final Query query;
  private final Map<String, String> headers;

  Call(
      Exchange exchange,
      ApiVersion version,
      Map<String, String> variables,
      Query query,
      Map<String, String> everywhere) {
    this.exchange = exchange;
    this.version = version;
    this.variables = variables;
    this.query = query;
    this.headers = new HashMap<>(everywhere);
  }

  public ApiVersion version() {
    return version;
  }

  public Query query() {
    return query;
  }

  /** The value of a variable of the route's path. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no variable " + name);
    }
    return value;
  }

  public Optional<String> header(String name) {
    return exchange.header(name);
  }

  /** All values of the header. */
  public List<String> headers(String name) {
    return exchange.headers(name);
  }

  /** The body as it arrives, of any length. */
  public InputStream body() {
    return exchange.body();
  }

  /**
   * The body as JSON.
   *
   * @throws DrydockException of kind INVALID when it is none, or not declared as JSON
   */
  public JsonObject json() throws IOException {
    return optionalJson()
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.INVALID, "invalid JSON: got EOF while reading request body"));
  }

  /** The body as JSON; empty when there is no body. */
  public Optional<JsonObject> optionalJson() throws IOException {
    byte[] bytes = exchange.body().readNBytes(LONGEST_JSON + 1);
    if (bytes.length > LONGEST_JSON) {
      throw new ApiException(413, "the body is longer than " + LONGEST_JSON + " bytes");
    }
    if (bytes.length == 0) {
      return Optional.empty();
    }
    String type = header("Content-Type").orElse("");
    if (!type.split(";")[0].strip().equalsIgnoreCase("application/json")) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "unsupported Content-Type header (" + type + "): must be 'application/json'");
    }
    return Optional.of(Json.object(bytes, "the body"));
  }

  /** Adds a header to the answer that is still to be given. */
  public void addHeader(String name, String value) {
    headers.put(name, value);
  }

  public void answer(JsonElement json) throws IOException {
    answer(200, json);
  }

  public void answer(int status, JsonElement json) throws IOException {
    answer(status, "application/json", Json.bytes(json));
  }

  public void answer(int status, String mediaType, byte[] body) throws IOException {
    headers.put("Content-Type", mediaType);
    exchange.answer(status, headers, body);
  }

  /** Answers with a status alone, as 204. */
  public void answer(int status) throws IOException {
    exchange.answer(status, headers, new byte[0]);
  }

  /** Answers 200 with what is written to the stream, each write sent at once. */
  public OutputStream stream(String mediaType) throws IOException {
    headers.put("Content-Type", mediaType);
    return exchange.stream(200, headers);
  }

  /** Takes the connection over for raw bytes of a media type. */
  public Hijacked hijack(String mediaType) throws IOException {
    return exchange.hijack(Map.of("Content-Type", mediaType));
  }

  /**
   * Takes the connection over as a WebSocket.
   *
   * @param text whether writes are text frames and not binary ones
   * @throws DrydockException of kind INVALID when the client does not ask for one
   */
  public Hijacked webSocket(boolean text) throws IOException {
    boolean asked = header("Upgrade").filter(WebSocket.PROTOCOL::equalsIgnoreCase).isPresent();
    Optional<String> key = header("Sec-WebSocket-Key");
    if (!asked || key.isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID, "the request is no handshake of a WebSocket (RFC 6455)");
    }
    Map<String, String> accepted = Map.of("Sec-WebSocket-Accept", WebSocket.accept(key.get()));
    return WebSocket.over(exchange.hijack(accepted), text);
  }

  /** Whether the client asks for another protocol on this connection. */
  public boolean wantsUpgrade() {
    return header("Upgrade").isPresent();
  }

  /** Hands the connection to a protocol; see {@link Exchange#upgrade}. */
  public void upgrade(String protocol, ChannelHandler handler) throws IOException {
    exchange.upgrade(protocol, handler);
  }

  /** Runs the task when the client leaves before the answer's end; see {@link Exchange#onAbort}. */
  public void onAbort(Runnable task) {
    exchange.onAbort(task);
  }
}
