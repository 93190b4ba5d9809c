package io.drydock.distribution.transport;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The end of the chain: sends a call over HTTP/1.1. One connection carries one blob at a time,
 * which several in parallel use better than the windows of a single HTTP/2 connection.
 */
final class Transport implements Exchange, AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

  /**
   * Until the head of an answer to a document or question; registries may move a blob meanwhile.
   */
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(5);

  /** Without a byte for so long, a body is given up. */
  private static final Duration STALL_LIMIT = Duration.ofSeconds(60);

  private static final String USER_AGENT = "drydock";

  static {
    // Proxies that ask for a password ask for a Basic one, which the JDK refuses unless told.
    if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
  }

  private final HttpClient client;
  private final Proxies proxies;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Transport(Proxies proxies, @Nullable SSLContext encryption) {
    this.proxies = proxies;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT)
            .proxy(proxies)
            .executor(threads);
    if (encryption != null) {
      builder.sslContext(encryption);
    }
    this.client = builder.build();
  }

  @Override
  public Reply send(Call call) {
    try {
      HttpResponse<InputStream> response = client.send(request(call), BodyHandlers.ofInputStream());
      return new Reply(
          response.statusCode(),
          call.uri(),
          response.headers(),
          new StallGuard(response.body(), STALL_LIMIT));
    } catch (IOException e) {
      throw LostConnection.of(call, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, call.describe() + ": interrupted", e);
    }
  }

  private HttpRequest request(Call call) {
    URI uri = call.uri();
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", USER_AGENT);
    call.headers().forEach(request::setHeader);
    Optional<String> proxyUser = proxies.authorization(uri);
    proxyUser.ifPresent(each -> request.setHeader("Proxy-Authorization", each));
    if (call.body().isSmall()) {
      request.timeout(ANSWER_LIMIT);
    }
    boolean bodiless = call.method().equals("GET") || call.method().equals("HEAD");
    return request
        .method(call.method(), bodiless ? BodyPublishers.noBody() : call.body().publisher())
        .build();
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
