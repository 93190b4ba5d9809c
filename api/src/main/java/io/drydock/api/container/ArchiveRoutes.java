package io.drydock.api.container;

import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.container.Container;
import io.drydock.engine.container.Containers;
import io.drydock.engine.files.Archives;
import io.drydock.engine.files.CopyOptions;
import io.drydock.engine.files.PathStat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** {@code archive} and {@code export}: files of containers. */
public final class ArchiveRoutes implements Routes {
  private static final String STAT = "X-Docker-Container-Path-Stat";

  private final Containers containers;
  private final Archives archives;

  public ArchiveRoutes(Containers containers, Archives archives) {
    this.containers = containers;
    this.archives = archives;
  }

  @Override
  public void register(Router router) {
    router.head("/containers/{id}/archive", this::stat);
    router.get("/containers/{id}/archive", this::get);
    router.put("/containers/{id}/archive", this::put);
    router.get("/containers/{id}/export", this::export);
  }

  private static String path(Call call) {
    return call.query()
        .value("path")
        .orElseThrow(
            () -> new DrydockException(ErrorKind.INVALID, "bad parameter: 'path' cannot be empty"));
  }

  private void stat(Call call) throws IOException {
    PathStat stat = archives.stat(containers.view(call.variable("id")), path(call));
    call.addHeader(STAT, stat.toHeader());
    call.answer(200);
  }

  private void get(Call call) throws IOException {
    try (var answer = new LateAnswer(call, "application/x-tar")) {
      archives.get(
          containers.view(call.variable("id")),
          path(call),
          found -> call.addHeader(STAT, found.toHeader()),
          answer);
      answer.begin();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void put(Call call) throws IOException {
    var options =
        new CopyOptions(call.query().flag("noOverwriteDirNonDir"), call.query().flag("copyUIDGID"));
    archives.put(containers.view(call.variable("id")), path(call), options, call.body());
    call.answer(200);
  }

  private void export(Call call) throws IOException {
    Container container = containers.get(call.variable("id"));
    try (var answer = new LateAnswer(call, "application/octet-stream")) {
      archives.export(container.id(), answer);
      answer.begin();
    }
  }

  /** An answer that begins with its first byte: until then an error can be told. */
  private static final class LateAnswer extends OutputStream {
    private final Call call;
    private final String mediaType;
    private java.util.Optional<OutputStream> out = java.util.Optional.empty();

    LateAnswer(Call call, String mediaType) {
      this.call = call;
      this.mediaType = mediaType;
    }

    OutputStream begin() throws IOException {
      if (out.isEmpty()) {
        out = java.util.Optional.of(call.stream(mediaType));
      }
      return out.get();
    }

    @Override
    public void write(int b) throws IOException {
      begin().write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      begin().write(bytes, offset, length);
    }
  }
}
