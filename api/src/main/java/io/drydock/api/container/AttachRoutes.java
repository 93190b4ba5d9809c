package io.drydock.api.container;

import io.drydock.api.http.Hijacked;
import io.drydock.api.route.Call;
import io.drydock.api.route.Query;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.engine.container.AttachOptions;
import io.drydock.engine.container.Attachment;
import io.drydock.engine.container.Container;
import io.drydock.engine.container.Containers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code attach} and {@code resize}: a container's standard streams. */
public final class AttachRoutes implements Routes {
  private final Containers containers;

  public AttachRoutes(Containers containers) {
    this.containers = containers;
  }

  @Override
  public void register(Router router) {
    router.post("/containers/{id}/attach", this::attach);
    router.get("/containers/{id}/attach/ws", this::attachWebSocket);
    router.post("/containers/{id}/resize", this::resize);
  }

  private void attach(Call call) throws IOException {
    Container container = containers.get(call.variable("id"));
    boolean raw = container.spec().settings().streams().tty();
    attach(
        container,
        options(call.query()),
        raw,
        () -> call.hijack(StreamSession.mediaType(call, raw)));
  }

  /** As attach for browsers: no frames but those of WebSockets tell where output comes from. */
  private void attachWebSocket(Call call) throws IOException {
    AttachOptions asked = options(call.query());
    AttachOptions options =
        call.version().since(42)
            ? asked
            : new AttachOptions(true, true, true, asked.logs(), asked.stream(), asked.detachKeys());
    attach(
        containers.get(call.variable("id")),
        options,
        true,
        () -> call.webSocket(!call.version().since(28)));
  }

  private void attach(
      Container container, AttachOptions options, boolean raw, Connection.Takeover takeover)
      throws IOException {
    var connection = new Connection(takeover);
    // The past is written before there is an attachment, so writing it opens the connection.
    var sink = new FrameSink(raw, () -> connection.get().output());
    Attachment attachment = containers.attach(container.id(), options, sink);
    Hijacked client;
    try {
      client = connection.get();
    } catch (IOException | RuntimeException e) {
      sink.abandon();
      attachment.close();
      throw e;
    }
    StreamSession.run(client, attachment, sink, options.stdin());
  }

  /** A connection that whoever needs it first takes over. */
  private static final class Connection {
    private final Takeover takeover;
    private @Nullable Hijacked client;

    Connection(Takeover takeover) {
      this.takeover = takeover;
    }

    /** Takes a connection over. */
    @FunctionalInterface
    interface Takeover {
      Hijacked take() throws IOException;
    }

    synchronized Hijacked get() throws IOException {
      Hijacked taken = client;
      if (taken == null) {
        taken = takeover.take();
        client = taken;
      }
      return taken;
    }
  }

  private static AttachOptions options(Query query) {
    return new AttachOptions(
        query.flag("stdin"),
        query.flag("stdout"),
        query.flag("stderr"),
        query.flag("logs"),
        query.flag("stream"),
        query.text("detachKeys"));
  }

  private void resize(Call call) throws IOException {
    containers.resize(call.variable("id"), size(call.query()));
    call.answer(200);
  }

  static ConsoleSize size(Query query) {
    return new ConsoleSize(query.number("h").orElse(0), query.number("w").orElse(0));
  }
}
