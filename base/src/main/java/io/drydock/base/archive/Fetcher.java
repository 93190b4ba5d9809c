package io.drydock.base.archive;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Fetches files over HTTP, with connections kept alive, or from {@code file:} mirrors. */
final class Fetcher implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final int BUFFER = 64 * 1024;

  private @Nullable HttpClient client;

  /** A file's bytes as they arrived: how many, and their hash. */
  record Fetched(Digest digest, long size) {}

  /** The answer that the file is not there; every other failure is a plain {@link IOException}. */
  static final class Missing extends IOException {
    private static final long serialVersionUID = 1;

    Missing(String message) {
      super(message);
    }
  }

  /**
   * Copies the file behind the address into {@code target}, from its beginning at each attempt.
   *
   * @param limit of bytes to take; a longer file is an error
   * @param progress is told the number of bytes that arrived, piece by piece
   * @throws Missing when the server says that there is no such file
   * @throws DrydockException of kind UNAVAILABLE after the last attempt
   */
  Fetched fetch(URI source, Path target, long limit, LongConsumer progress) throws Missing {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try (InputStream in = open(source);
          OutputStream out = Files.newOutputStream(target)) {
        return copy(in, out, limit, progress);
      } catch (Missing e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new DrydockException(
              ErrorKind.UNAVAILABLE, "cannot fetch " + source + ": " + describe(e), e);
        }
        sleep(pause);
        pause = pause.multipliedBy(4);
      }
    }
  }

  private static String describe(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static Fetched copy(InputStream in, OutputStream out, long limit, LongConsumer progress)
      throws IOException {
    MessageDigest hash = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      size += n;
      if (size > limit) {
        // Whoever checks the size will refuse it; no need to fill the disk first.
        break;
      }
      hash.update(buffer, 0, n);
      out.write(buffer, 0, n);
      progress.accept(n);
    }
    return new Fetched(Digest.of(hash), size);
  }

  private InputStream open(URI source) throws IOException {
    if ("file".equals(source.getScheme())) {
      try {
        return Files.newInputStream(Path.of(source.getPath()));
      } catch (NoSuchFileException e) {
        throw new Missing(source + " does not exist");
      }
    }
    HttpRequest request = HttpRequest.newBuilder(source).timeout(ANSWER_TIMEOUT).build();
    HttpResponse<InputStream> response;
    try {
      response = client().send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (response.statusCode() == 200) {
      return response.body();
    }
    response.body().close();
    String said = source + " answered " + response.statusCode();
    throw response.statusCode() == 404 || response.statusCode() == 410
        ? new Missing(said)
        : new IOException(said);
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT_TIMEOUT)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
    }
    return client;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static DrydockException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DrydockException(ErrorKind.CANCELLED, "fetching was interrupted", e);
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
