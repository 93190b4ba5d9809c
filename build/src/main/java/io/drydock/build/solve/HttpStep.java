package io.drydock.build.solve;

import io.drydock.build.plan.Operation;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Blobs;
import io.drydock.store.Records;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Fetches a file by HTTP; asks first whether the one fetched last is still the same. */
final class HttpStep implements Step {
  private static final int FILE_MODE = 0600;
  private static final int NOT_MODIFIED = 304;
  private static final int OK = 200;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  private final Environment environment;
  private final Operation.Http operation;
  private final Records records;

  /** What was fetched, and the server's name for that version. */
  private record Fetched(Digest digest, long modifiedSeconds, String etag) {
    byte[] encode() {
      return (digest + "\n" + modifiedSeconds + "\n" + etag).getBytes(StandardCharsets.UTF_8);
    }

    static Optional<Fetched> decode(byte[] value) {
      String[] lines = new String(value, StandardCharsets.UTF_8).split("\n", 3);
      return lines.length == 3
          ? Optional.of(new Fetched(Digest.parse(lines[0]), Long.parseLong(lines[1]), lines[2]))
          : Optional.empty();
    }
  }

  HttpStep(Environment environment, Operation.Http operation) {
    this.environment = environment;
    this.operation = operation;
    this.records = environment.store().records("http");
  }

  @Override
  public boolean looksUpFast() {
    return operation.checksum().isPresent();
  }

  /** Only a file with a checksum is known without asking. */
  @Override
  public Optional<Result> lookUp() {
    return operation
        .checksum()
        .flatMap(any -> last())
        .filter(each -> each.digest().equals(operation.checksum().orElseThrow()))
        .map(this::result);
  }

  @Override
  public String claim() {
    return "fetch " + operation.url();
  }

  @Override
  public Outcome carryOut() throws IOException, InterruptedException {
    Optional<Fetched> last = last();
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT_TIMEOUT)
            .build()) {
      HttpResponse<InputStream> response =
          client.send(request(last), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() == NOT_MODIFIED && last.isPresent()) {
          return new Outcome(result(last.get()), true);
        }
        if (response.statusCode() != OK) {
          throw new DrydockException(
              response.statusCode() == 404 ? ErrorKind.NOT_FOUND : ErrorKind.UNAVAILABLE,
              "invalid response status " + response.statusCode() + " for " + operation.url());
        }
        Fetched fetched = store(body, response);
        records.put(operation.url().toString(), fetched.encode());
        return new Outcome(result(fetched), false);
      }
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot fetch " + operation.url() + ": " + e.getMessage(), e);
    }
  }

  private HttpRequest request(Optional<Fetched> last) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(operation.url()).header("User-Agent", "drydock");
    last.filter(each -> !each.etag().isEmpty())
        .ifPresent(each -> request.header("If-None-Match", each.etag()));
    return request.build();
  }

  private Fetched store(InputStream body, HttpResponse<InputStream> response) throws IOException {
    try (Blobs.Writer writer = environment.store().blobs().write()) {
      body.transferTo(writer);
      long size = writer.position();
      Digest digest;
      if (operation.checksum().isPresent()) {
        digest = operation.checksum().get();
        writer.commit(digest, size);
      } else {
        digest = writer.commit();
      }
      long modified =
          response.headers().firstValue("Last-Modified").flatMap(HttpStep::time).orElse(0L);
      String etag = response.headers().firstValue("ETag").orElse("");
      return new Fetched(digest, modified, etag);
    }
  }

  private static Optional<Long> time(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toEpochSecond());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Fetched> last() {
    return records
        .get(operation.url().toString())
        .flatMap(Fetched::decode)
        .filter(each -> environment.store().blobs().contains(each.digest()));
  }

  private Result result(Fetched fetched) {
    Blobs blobs = environment.store().blobs();
    Instant modified = Instant.ofEpochSecond(fetched.modifiedSeconds());
    Entry entry =
        Entry.file(operation.fileName(), FILE_MODE, blobs.size(fetched.digest()), modified);
    var tree = new SingleFileTree(entry, fetched.digest(), () -> blobs.open(fetched.digest()));
    String identity =
        Keys.of("http", operation.fileName(), fetched.digest().toString(), modified.toString());
    return new Result.Files(tree, Optional.of(identity));
  }
}
