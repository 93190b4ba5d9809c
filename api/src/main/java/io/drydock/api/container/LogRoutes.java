package io.drydock.api.container;

import io.drydock.api.route.Call;
import io.drydock.api.route.Query;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.api.route.Times;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.container.Container;
import io.drydock.engine.container.Containers;
import io.drydock.engine.log.LogEntry;
import io.drydock.engine.log.LogOptions;
import io.drydock.engine.log.LogReader;
import io.drydock.engine.log.LogRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** {@code GET /containers/ID/logs}. */
public final class LogRoutes implements Routes {
  /** All nine digits, so that columns line up. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z' ").withZone(ZoneOffset.UTC);

  private final Containers containers;

  public LogRoutes(Containers containers) {
    this.containers = containers;
  }

  @Override
  public void register(Router router) {
    router.get("/containers/{id}/logs", this::logs);
  }

  private void logs(Call call) throws IOException {
    Container container = containers.get(call.variable("id"));
    LogRequest request = request(call.query());
    boolean raw = container.spec().settings().streams().tty();
    String details = call.query().flag("details") ? details(container) : "";
    boolean times = call.query().flag("timestamps");
    try (LogReader reader = containers.logs(container.id(), request);
        OutputStream out = call.stream(StreamSession.mediaType(call, raw))) {
      call.onAbort(reader::close);
      var sink = new FrameSink(raw);
      sink.open(out, reader::close);
      copy(reader, sink, times, details);
    }
  }

  private static LogRequest request(Query query) {
    if (!query.flag("stdout") && !query.flag("stderr")) {
      throw new DrydockException(
          ErrorKind.INVALID, "Bad parameters: you must choose at least one stream");
    }
    return new LogRequest(
        query.flag("stdout"),
        query.flag("stderr"),
        Times.parse(query.text("since")),
        Times.parse(query.text("until")),
        tail(query.text("tail")),
        query.flag("follow"));
  }

  /** Docker takes what is no number for all. */
  private static OptionalLong tail(String text) {
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static String details(Container container) {
    Map<String, String> details =
        LogOptions.details(
            container.spec().host().logConfig(),
            container.spec().settings().labels(),
            container.spec().settings().env());
    return details.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(","))
        + " ";
  }

  private static void copy(LogReader reader, FrameSink sink, boolean times, String details) {
    try {
      for (Optional<LogEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
        LogEntry entry = next.get();
        String before = entry.continued() ? "" : (times ? TIME.format(entry.time()) : "") + details;
        sink.write(entry.stream(), joined(before, entry.bytes()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ByteBuffer joined(String before, byte[] bytes) {
    if (before.isEmpty()) {
      return ByteBuffer.wrap(bytes);
    }
    byte[] head = before.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(head.length + bytes.length).put(head).put(bytes).flip();
  }
}
