package io.drydock.api.route;

import com.google.gson.JsonObject;
import io.drydock.api.http.Exchange;
import io.drydock.api.http.Handler;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the route of a request, with or without a version before its path, and answers errors as
 * Docker does: {@code {"message": …}}.
 */
public final class Router implements Handler {
  private static final System.Logger LOG = System.getLogger(Router.class.getName());

  private final Map<String, List<Route>> routes = new HashMap<>();
  private final Map<String, String> everywhere;

  private final AnswerListener listener;

  private record Route(String name, Template template, Endpoint endpoint) {}

  /** Who counts answers. Called after each; must not throw. */
  public interface AnswerListener {
    /**
     * @param route method and path with placeholders, as {@code GET /containers/{id}/json}
     */
    void answered(String route, int status, Duration took);
  }

  /**
   * @param everywhere headers of each answer
   */
  public Router(Map<String, String> everywhere, List<Routes> areas, AnswerListener listener) {
    this.everywhere = Map.copyOf(everywhere);
    this.listener = listener;
    areas.forEach(each -> each.register(this));
  }

  public void get(String path, Endpoint endpoint) {
    add("GET", path, endpoint);
  }

  public void post(String path, Endpoint endpoint) {
    add("POST", path, endpoint);
  }

  public void put(String path, Endpoint endpoint) {
    add("PUT", path, endpoint);
  }

  public void delete(String path, Endpoint endpoint) {
    add("DELETE", path, endpoint);
  }

  public void head(String path, Endpoint endpoint) {
    add("HEAD", path, endpoint);
  }

  /** The earlier of two routes that fit wins. */
  private void add(String method, String path, Endpoint endpoint) {
    routes
        .computeIfAbsent(method, _ -> new ArrayList<>())
        .add(new Route(method + " " + path, Template.of(path), endpoint));
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    try {
      route(exchange);
    } catch (DrydockException e) {
      refuse(exchange, e);
    }
  }

  private void route(Exchange exchange) throws IOException {
    String target = exchange.target();
    int mark = target.indexOf('?');
    List<String> path = path(mark < 0 ? target : target.substring(0, mark));
    ApiVersion version = ApiVersion.NEWEST;
    var named = ApiVersion.ofSegment(path.getFirst());
    if (named.isPresent()) {
      version = supported(named.get());
      path = path.subList(1, path.size());
    }
    Query query = Query.parse(mark < 0 ? "" : target.substring(mark + 1));
    for (Route each : routes.getOrDefault(exchange.method(), List.of())) {
      Map<String, String> variables = each.template().match(path);
      if (variables != null) {
        call(each, exchange, new Call(exchange, version, variables, query, everywhere));
        return;
      }
    }
    error(exchange, 404, "page not found");
  }

  private void call(Route route, Exchange exchange, Call call) throws IOException {
    long begun = System.nanoTime();
    try {
      route.endpoint().answer(call);
    } catch (DrydockException e) {
      refuse(exchange, e);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.log(System.Logger.Level.ERROR, exchange.method() + " " + exchange.target(), e);
      error(exchange, 500, "internal error: " + e);
    } finally {
      listener.answered(
          route.name(), exchange.status(), Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /** Decoded before it is split, as Docker does: some clients encode an image name's slashes. */
  private static List<String> path(String text) {
    int scheme = text.indexOf("://");
    int slash = scheme > 0 ? text.indexOf('/', scheme + 3) : 0;
    String origin = slash < 0 ? "/" : text.substring(slash);
    try {
      String decoded = URLDecoder.decode(origin.replace("+", "%2B"), StandardCharsets.UTF_8);
      return List.of((decoded.startsWith("/") ? decoded.substring(1) : decoded).split("/", -1));
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "the path is not percent-encoded: " + e.getMessage());
    }
  }

  private static ApiVersion supported(ApiVersion version) {
    if (version.compareTo(ApiVersion.OLDEST) < 0) {
      throw new ApiException(
          400,
          "client version "
              + version
              + " is too old. Minimum supported API version is "
              + ApiVersion.OLDEST
              + ", please upgrade your client to a newer version");
    }
    if (version.compareTo(ApiVersion.NEWEST) > 0) {
      throw new ApiException(
          400,
          "client version "
              + version
              + " is too new. Maximum supported API version is "
              + ApiVersion.NEWEST);
    }
    return version;
  }

  private void refuse(Exchange exchange, DrydockException e) throws IOException {
    int status = e instanceof ApiException api ? api.status() : e.kind().httpStatus();
    if (status == 500) {
      LOG.log(System.Logger.Level.WARNING, exchange.method() + " " + exchange.target(), e);
    }
    error(exchange, status, e.getMessage() + e.hint().map(each -> "\n" + each).orElse(""));
  }

  private void error(Exchange exchange, int status, String message) throws IOException {
    if (exchange.answered()) {
      throw new IOException("the answer was cut short: " + message);
    }
    var json = new JsonObject();
    json.addProperty("message", message);
    var headers = new HashMap<>(everywhere);
    headers.put("Content-Type", "application/json");
    exchange.answer(status, headers, Json.bytes(json));
  }
}
