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

/** {@code attach} and {@code resize}: a container's standard streams. */
public final class AttachRoutes implements Routes {
  private final Containers containers;

  public AttachRoutes(Containers containers) {
    this.containers = containers;
  }

  @Override
  public void register(Router router) {
    router.post("/containers/{id}/attach", this::attach);
    router.post("/containers/{id}/resize", this::resize);
  }

  private void attach(Call call) throws IOException {
    Container container = containers.get(call.variable("id"));
    AttachOptions options = options(call.query());
    boolean raw = container.spec().settings().streams().tty();
    var sink = new FrameSink(raw);
    Attachment attachment = containers.attach(container.id(), options, sink);
    Hijacked client;
    try {
      client = call.hijack(StreamSession.mediaType(call, raw));
    } catch (IOException | RuntimeException e) {
      sink.abandon();
      attachment.close();
      throw e;
    }
    StreamSession.run(client, attachment, sink, options.stdin());
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
