package io.drydock.cli.copy;

import com.google.gson.JsonObject;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.InputStream;
import java.util.Base64;
import java.util.Optional;

/** A container's files as the engine gives and takes them: tar archives. */
public final class ContainerFiles {
  /** Bits of Go's file modes. */
  private static final long DIRECTORY = 1L << 31;

  private static final long SYMLINK = 1L << 27;

  private final EngineClient engine;
  private final String path;

  public ContainerFiles(EngineClient engine, String container) {
    this.engine = engine;
    this.path = "/containers/" + EngineClient.part(container) + "/archive";
  }

  /** What a path in the container is. */
  private record Status(boolean isDirectory, Optional<String> linkTarget) {}

  /** The end of a copy at that path; a symbolic link is followed once. */
  public CopyEnd target(String wanted) {
    Optional<Status> status = status(wanted);
    Optional<String> link = status.flatMap(Status::linkTarget);
    if (link.isEmpty()) {
      return end(wanted, status);
    }
    String followed = link.get();
    if (!followed.startsWith("/")) {
      followed = CopyEnd.parent(wanted) + "/" + followed;
    }
    return end(followed, status(followed));
  }

  /** The path that a symbolic link at the path leads to; the path itself for anything else. */
  public String follow(String wanted) {
    return status(wanted)
        .flatMap(Status::linkTarget)
        .map(link -> link.startsWith("/") ? link : CopyEnd.parent(wanted) + "/" + link)
        .orElse(wanted);
  }

  private static CopyEnd end(String wanted, Optional<Status> status) {
    return new CopyEnd(wanted, status.isPresent(), status.map(Status::isDirectory).orElse(false));
  }

  private Optional<Status> status(String wanted) {
    try (EngineResponse answer = engine.head(path, new Query().with("path", wanted))) {
      return Optional.of(status(answer));
    } catch (DrydockException e) {
      if (e.kind() == ErrorKind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Status status(EngineResponse answer) {
    String header = answer.header("x-docker-container-path-stat").orElse("");
    if (header.isEmpty()) {
      return new Status(false, Optional.empty());
    }
    JsonObject status = Json.object(Base64.getDecoder().decode(header), "the path's status");
    long mode = Json.number(status, "mode").orElse(0L);
    boolean isLink = (mode & SYMLINK) != 0;
    return new Status(
        (mode & DIRECTORY) != 0, isLink ? Json.string(status, "linkTarget") : Optional.empty());
  }

  /** An archive of what lies at the path, and whether that is a directory. */
  public record Archive(EngineResponse response, boolean isDirectory) implements AutoCloseable {
    public InputStream content() {
      return response.body();
    }

    @Override
    public void close() {
      response.close();
    }
  }

  public Archive read(String wanted) {
    EngineResponse answer = engine.get(path, new Query().with("path", wanted));
    return new Archive(answer, status(answer).isDirectory());
  }

  /** Unpacks an archive into a directory of the container. */
  public void write(String directory, InputStream archive, boolean keepOwners) {
    Query query = new Query();
    if (keepOwners) {
      query.with("copyUIDGID", "true");
    }
    query.with("noOverwriteDirNonDir", "true").with("path", directory);
    engine.send("PUT", path, query, RequestBody.stream("application/x-tar", archive)).discard();
  }
}
