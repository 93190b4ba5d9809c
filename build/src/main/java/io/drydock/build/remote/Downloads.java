package io.drydock.build.remote;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.transport.Call;
import io.drydock.distribution.transport.Network;
import io.drydock.distribution.transport.Reply;
import io.drydock.distribution.transport.RetryPolicy;
import io.drydock.distribution.transport.WaitListener;
import io.drydock.oci.Digest;
import io.drydock.store.Blobs;
import io.drydock.store.Records;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files behind URLs. One that was fetched before stays in the store, and the server is only asked
 * whether it is still the same.
 */
public final class Downloads {
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;
  private static final WaitListener NOBODY = (what, reason, wait, attempt, attempts) -> {};
  private static final Path CERTIFICATES = Path.of("/etc/docker/certs.d");

  private final RemoteAccess access;
  private final Map<String, String> environment;
  private final Records records;

  /**
   * @param environment for proxies
   */
  public Downloads(RemoteAccess access, Map<String, String> environment) {
    this.access = access;
    this.environment = environment;
    this.records = access.store().records("http");
  }

  /**
   * A file in the store.
   *
   * @param modified {@code Last-Modified}, or 1970 where the server does not say
   * @param etag the server's name for this version, empty where it gave none
   * @param fresh whether it was fetched just now
   */
  public record Download(Digest digest, Instant modified, String etag, boolean fresh) {
    private byte[] encode() {
      String text = digest + "\n" + modified.getEpochSecond() + "\n" + etag;
      return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Download> decode(byte[] value) {
      String[] lines = new String(value, StandardCharsets.UTF_8).split("\n", 3);
      if (lines.length < 3) {
        return Optional.empty();
      }
      Instant modified = Instant.ofEpochSecond(Long.parseLong(lines[1]));
      return Optional.of(new Download(Digest.parse(lines[0]), modified, lines[2], false));
    }
  }

  /** The file as it was fetched last, if that is still there. Asks nobody. */
  public Optional<Download> last(URI url) {
    return records
        .get(url.toString())
        .flatMap(Download::decode)
        .filter(each -> access.store().blobs().contains(each.digest()));
  }

  /**
   * The file as it is now.
   *
   * @param checksum what it must be, if that is known
   * @throws DrydockException of kind NOT_FOUND or UNAVAILABLE when the server does not give it,
   *     CORRUPT when it is another
   */
  public Download fetch(URI url, Optional<Digest> checksum) {
    // One that is not what it must be is no answer, whatever the server says of it.
    Optional<Download> last =
        last(url).filter(each -> checksum.isEmpty() || checksum.get().equals(each.digest()));
    Call call = Call.of("GET", url, Set.of());
    Optional<String> authorization = authorization(url);
    if (authorization.isPresent()) {
      call = call.with("Authorization", authorization.get());
    }
    String etag = last.map(Download::etag).orElse("");
    if (!etag.isEmpty()) {
      call = call.with("If-None-Match", etag);
    }
    try (var network = new Network(environment, CERTIFICATES, RetryPolicy.DEFAULT, NOBODY);
        Reply reply = network.open().send(call)) {
      if (reply.status() == NOT_MODIFIED && last.isPresent()) {
        return last.get();
      }
      if (!reply.isSuccess()) {
        throw refused(url, reply.status());
      }
      Download download = store(url, reply, checksum);
      records.put(url.toString(), download.encode());
      return download;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot fetch " + url + ": " + e.getMessage(), e);
    }
  }

  private static DrydockException refused(URI url, int status) {
    var error =
        new DrydockException(
            status == NOT_FOUND ? ErrorKind.NOT_FOUND : ErrorKind.UNAVAILABLE,
            "invalid response status " + status + " for " + url);
    return status == 401 || status == 403
        ? error.withHint(
            "Give a token with --secret id=HTTP_AUTH_TOKEN_" + url.getHost() + ",env=VARIABLE.")
        : error;
  }

  private Optional<String> authorization(URI url) {
    String host = url.getHost();
    return access
        .secret("HTTP_AUTH_HEADER_" + url.getAuthority(), "HTTP_AUTH_HEADER_" + host)
        .or(() ->
            access
                .secret("HTTP_AUTH_TOKEN_" + url.getAuthority(), "HTTP_AUTH_TOKEN_" + host)
                .map(token -> "Bearer " + token));
  }

  private Download store(URI url, Reply reply, Optional<Digest> checksum) throws IOException {
    try (Blobs.Writer writer = access.store().blobs().write()) {
      reply.body().transferTo(writer);
      Digest digest = writer.commit();
      if (checksum.isPresent() && !checksum.get().equals(digest)) {
        throw new DrydockException(
            ErrorKind.CORRUPT,
            "digest mismatch: " + url + " is " + digest + ", not " + checksum.get());
      }
      Instant modified =
          reply.header("Last-Modified").flatMap(Downloads::time).orElse(Instant.EPOCH);
      return new Download(digest, modified, reply.header("ETag").orElse(""), true);
    }
  }

  private static Optional<Instant> time(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
