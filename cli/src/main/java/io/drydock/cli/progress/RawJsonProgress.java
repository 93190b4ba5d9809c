package io.drydock.cli.progress;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.BuildEvent;
import io.drydock.build.Vertex;
import io.drydock.build.call.LineRange;
import io.drydock.core.Json;
import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.oci.Digest;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** BuildKit's rawjson style: one JSON object of its status stream a line. */
final class RawJsonProgress implements Progress {
  private final PrintStream out;
  private final Map<Digest, Instant> started = new HashMap<>();

  RawJsonProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void on(BuildEvent event) {
    Instant start = started.computeIfAbsent(event.vertex().digest(), _ -> event.time());
    switch (event) {
      case BuildEvent.Started _ -> write("vertexes", vertex(event.vertex(), start));
      case BuildEvent.Cached cached -> {
        JsonObject json = completed(cached, start);
        json.addProperty("cached", true);
        write("vertexes", json);
      }
      case BuildEvent.Finished finished -> write("vertexes", completed(finished, start));
      case BuildEvent.Failed failed -> {
        JsonObject json = completed(failed, start);
        json.addProperty("error", failed.error());
        write("vertexes", json);
      }
      case BuildEvent.Warned warned ->
          warned.warnings().forEach(each -> write("warnings", warning(warned.vertex(), each)));
      case BuildEvent.Progress progress -> write("statuses", status(progress));
      case BuildEvent.Log log -> write("logs", log(log));
    }
  }

  private static JsonObject vertex(Vertex vertex, Instant start) {
    var json = new JsonObject();
    json.addProperty("digest", vertex.digest().toString());
    if (!vertex.inputs().isEmpty()) {
      json.add("inputs", Json.array(vertex.inputs().stream().map(Digest::toString).toList()));
    }
    json.addProperty("name", vertex.name());
    json.addProperty("started", start.toString());
    return json;
  }

  private static JsonObject completed(BuildEvent event, Instant start) {
    JsonObject json = vertex(event.vertex(), start);
    json.addProperty("completed", event.time().toString());
    return json;
  }

  private static JsonObject status(BuildEvent.Progress progress) {
    var json = new JsonObject();
    json.addProperty("id", progress.id());
    json.addProperty("vertex", progress.vertex().digest().toString());
    json.addProperty("current", progress.current());
    if (progress.total() > 0) {
      json.addProperty("total", progress.total());
    }
    json.addProperty("timestamp", progress.time().toString());
    json.addProperty("started", progress.started().toString());
    progress.completed().ifPresent(each -> json.addProperty("completed", each.toString()));
    return json;
  }

  private static JsonObject log(BuildEvent.Log log) {
    var json = new JsonObject();
    json.addProperty("vertex", log.vertex().digest().toString());
    json.addProperty("stream", log.stream() == BuildEvent.Stream.STDOUT ? 1 : 2);
    ByteBuffer encoded = Base64.getEncoder().encode(log.data().duplicate());
    json.addProperty("data", StandardCharsets.US_ASCII.decode(encoded).toString());
    json.addProperty("timestamp", log.time().toString());
    return json;
  }

  /** In BuildKit's terms: texts in base64, and level 1 for every check. */
  private static JsonObject warning(Vertex vertex, BuildWarning warning) {
    var json = new JsonObject();
    json.addProperty("vertex", vertex.digest().toString());
    json.addProperty("level", 1);
    json.addProperty("short", base64(warning.summary()));
    var detail = new JsonArray();
    detail.add(base64(warning.check().description()));
    json.add("detail", detail);
    json.addProperty("url", warning.check().url());
    var source = new JsonObject();
    source.addProperty("filename", warning.location().file());
    json.add("sourceInfo", source);
    var ranges = new JsonArray();
    ranges.add(LineRange.json(warning.location()));
    json.add("range", ranges);
    return json;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String kind, JsonObject item) {
    var array = new JsonArray();
    array.add(item);
    var line = new JsonObject();
    line.add(kind, array);
    out.println(new String(Json.bytes(line), StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
