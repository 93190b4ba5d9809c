package io.drydock.api;

import io.drydock.api.http.HttpServer;
import io.drydock.api.route.ApiVersion;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.core.Release;
import io.netty.channel.ChannelHandler;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The Docker Engine API in service. */
public final class ApiServer implements AutoCloseable {
  private final HttpServer server;

  private ApiServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Serves the areas.
   *
   * @param grpc makes what serves gRPC on a connection that begins with HTTP/2's preface
   */
  public static ApiServer serve(
      ApiOptions options, List<Routes> areas, Supplier<ChannelHandler> grpc) {
    var router = new Router(headers(), areas);
    return new ApiServer(
        HttpServer.start(options.listeners(), options.limits(), router, grpc));
  }

  private static Map<String, String> headers() {
    return Map.of(
        "Api-Version", ApiVersion.NEWEST.toString(),
        "Docker-Experimental", "false",
        "Ostype", "linux",
        "Server", "Drydock/" + Release.VERSION + " (linux)");
  }

  /** How many connections are open. */
  public int connections() {
    return server.connections();
  }

  /** The ports of TCP listeners. */
  public List<Integer> ports() {
    return server.ports();
  }

  @Override
  public void close() {
    server.close();
  }
}
