package io.drydock.distribution;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drydock.core.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A token server for Docker's registry. Alice (password {@code secret}, refresh token {@code
 * refresh-alice}) may do everything, everybody may pull below {@code public/}.
 */
final class TokenServer implements AutoCloseable {
  static final String REFRESH_TOKEN = "refresh-alice";

  private final HttpServer server;
  private final SigningKey key;
  private final Path certificate;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private TokenServer(HttpServer server, SigningKey key, Path certificate) {
    this.server = server;
    this.key = key;
    this.certificate = certificate;
  }

  static TokenServer start(Path directory) throws Exception {
    SigningKey key = SigningKey.make(directory, "issuer");
    Path certificate = key.writeCertificate(directory.resolve("issuer.crt"));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = new TokenServer(HttpServer.create(address, 0), key, certificate);
    server.server.createContext("/token", server::answer);
    server.server.start();
    return server;
  }

  /** The section for the registry's configuration. */
  String registrySection() {
    return """
    auth:
      token:
        realm: http://127.0.0.1:%d/token
        service: test-registry
        issuer: test-issuer
        rootcertbundle: %s
    """
        .formatted(server.getAddress().getPort(), certificate);
  }

  /** Method, who asked, and for which scopes, of each request so far. */
  List<String> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws java.io.IOException {
    try (exchange) {
      boolean post = exchange.getRequestMethod().equals("POST");
      String form =
          post
              ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
              : exchange.getRequestURI().getRawQuery();
      String who = post ? byRefreshToken(form) : byPassword(exchange);
      List<String> scopes = new ArrayList<>();
      parameters(form, "scope").forEach(each -> scopes.addAll(List.of(each.split(" "))));
      requests.add(exchange.getRequestMethod() + " " + who + " " + scopes);
      if (who.equals("nobody")) {
        byte[] refusal =
            "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"incorrect username or password\"}]}"
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(401, refusal.length);
        exchange.getResponseBody().write(refusal);
        return;
      }
      byte[] body = Json.bytes(token(who, scopes, post));
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String byPassword(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      return "anonymous";
    }
    String expected =
        "Basic "
            + Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));
    return header.equals(expected) ? "alice" : "nobody";
  }

  private static String byRefreshToken(String form) {
    return parameters(form, "refresh_token").equals(List.of(REFRESH_TOKEN)) ? "alice" : "nobody";
  }

  private static List<String> parameters(String form, String name) {
    return Arrays.stream(form.split("&"))
        .filter(each -> each.startsWith(name + "="))
        .map(each -> URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8))
        .toList();
  }

  private JsonObject token(String who, List<String> scopes, boolean oauth) {
    var claims = new JsonObject();
    claims.addProperty("iss", "test-issuer");
    claims.addProperty("sub", who);
    claims.addProperty("aud", "test-registry");
    long now = Instant.now().getEpochSecond();
    claims.addProperty("iat", now);
    claims.addProperty("nbf", now - 10);
    claims.addProperty("exp", now + 300);
    claims.addProperty("jti", UUID.randomUUID().toString());
    var access = new JsonArray();
    scopes.forEach(each -> access.add(access(who, each)));
    claims.add("access", access);
    var json = new JsonObject();
    try {
      json.addProperty(oauth ? "access_token" : "token", key.token(claims));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    json.addProperty("expires_in", 300);
    return json;
  }

  private static JsonObject access(String who, String scope) {
    String[] parts = scope.split(":");
    var access = new JsonObject();
    access.addProperty("type", parts[0]);
    access.addProperty("name", parts[1]);
    boolean all = who.equals("alice");
    boolean open = parts[1].startsWith("public/");
    access.add(
        "actions",
        Json.array(all ? List.of(parts[2].split(",")) : open ? List.of("pull") : List.of()));
    return access;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
