package io.drydock.cli.compose;

import com.google.gson.JsonObject;
import com.google.gson.JsonStreamParser;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.engine.Moments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.core.Json;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Shows what happens to the containers of a project, as it happens. */
final class EventsCommand extends ComposeCommand {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final String OWN_LABELS = "com.docker.compose.";

  @Override
  public Spec spec() {
    return Spec.of(
            "compose events [OPTIONS] [SERVICE...]", "Receive real time events from containers")
        .flag("json", Kind.BOOL, "Output events as a stream of json objects")
        .flag("since", Kind.STRING, "Show all events created since timestamp")
        .flag("until", Kind.STRING, "Stream events until this timestamp")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    var filters =
        new Filters()
            .with("type", "container")
            .with("label", ServiceContainer.PROJECT + "=" + call.projectName());
    Query query =
        filters
            .addTo(new Query())
            .given("since", Moments.of(call.arguments().value("since", "")))
            .given("until", Moments.of(call.arguments().value("until", "")));
    List<String> services = call.services();
    boolean json = call.arguments().on("json");
    try (EngineResponse events = call.engine().get("/events", query)) {
      var parser =
          new JsonStreamParser(new InputStreamReader(events.body(), StandardCharsets.UTF_8));
      while (parser.hasNext()) {
        if (parser.next() instanceof JsonObject event) {
          show(call, event, services, json);
        }
      }
    }
    return 0;
  }

  private static void show(
      ComposeCall call, JsonObject event, List<String> services, boolean json) {
    JsonObject actor = Json.child(event, "Actor").orElseGet(JsonObject::new);
    Map<String, String> attributes = new TreeMap<>(Json.stringMap(actor, "Attributes"));
    String service = attributes.getOrDefault(ServiceContainer.SERVICE, "");
    if (!services.isEmpty() && !services.contains(service)) {
      return;
    }
    attributes.keySet().removeIf(each -> each.startsWith(OWN_LABELS));
    String id = Json.string(actor, "ID").orElse("");
    String action = Json.string(event, "Action").orElse("");
    ZonedDateTime time = time(event);
    if (json) {
      var shown = new JsonObject();
      shown.addProperty("action", action);
      shown.add("attributes", Json.object(attributes));
      shown.addProperty("id", id);
      shown.addProperty("service", service);
      shown.addProperty("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
      shown.addProperty("type", "container");
      call.out().println(new String(Json.bytes(shown), StandardCharsets.UTF_8));
    } else {
      var pairs = new ArrayList<String>();
      attributes.forEach((name, value) -> pairs.add(name + "=" + value));
      call.out()
          .println(
              TIME.format(time)
                  + " container "
                  + action
                  + " "
                  + id
                  + " ("
                  + String.join(", ", pairs)
                  + ")");
    }
    call.out().flush();
  }

  private static ZonedDateTime time(JsonObject event) {
    long nanos = Json.number(event, "timeNano").orElse(0L);
    long seconds = Json.number(event, "time").orElse(0L);
    Instant moment = nanos == 0 ? Instant.ofEpochSecond(seconds) : Instant.ofEpochSecond(0, nanos);
    return moment.atZone(ZoneId.systemDefault());
  }
}
