package io.drydock.cli.daemon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.metric.EngineMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The metrics on a port of this host, for scrapers that cannot use the socket. */
final class MetricsPort implements AutoCloseable {
  private final HttpServer server;

  private MetricsPort(HttpServer server) {
    this.server = server;
  }

  /**
   * Serves {@code GET /metrics}.
   *
   * @throws DrydockException of kind INVALID for an address that others can reach, CONFLICT when
   *     the port is taken
   */
  static MetricsPort open(HostAndPort where, EngineMetrics metrics) {
    String text = where.host() + ":" + where.port();
    try {
      InetAddress address = InetAddress.getByName(where.host());
      if (!address.isLoopbackAddress()) {
        throw new DrydockException(
                ErrorKind.INVALID, "metrics are served on loopback addresses only, not on " + text)
            .withHint("write 127.0.0.1:" + where.port() + ", or scrape /metrics on the socket");
      }
      HttpServer server = HttpServer.create(new InetSocketAddress(address, where.port()), 0);
      server.createContext("/metrics", exchange -> answer(exchange, metrics));
      server.start();
      return new MetricsPort(server);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.CONFLICT, "cannot serve metrics on " + text + ": " + e.getMessage(), e);
    }
  }

  private static void answer(HttpExchange exchange, EngineMetrics metrics) throws IOException {
    try (exchange) {
      var body = new ByteArrayOutputStream();
      metrics.write(body);
      exchange.getResponseHeaders().set("Content-Type", EngineMetrics.MEDIA_TYPE);
      exchange.sendResponseHeaders(200, body.size());
      body.writeTo(exchange.getResponseBody());
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
