package io.drydock.cli.system;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.engine.Moments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.template.Template;
import io.drydock.client.EngineResponse;
import io.drydock.client.Messages;
import io.drydock.client.Query;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Shows what happens in an engine, as it happens. */
public final class EventsCommand extends EngineCommand {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnnxxx", Locale.ROOT);

  @Override
  public Spec spec() {
    return Spec.of("events [OPTIONS]", "Get real time events from the server")
        .aliases("system events", "events")
        .flag("filter", 'f', Kind.FILTER, "Filter output based on conditions provided")
        .flag("format", Kind.STRING, FormatHelp.INSPECT)
        .flag("since", Kind.STRING, "Show all events created since timestamp")
        .flag("until", Kind.STRING, "Stream events until this timestamp")
        .arguments(0, 0);
  }

  @Override
  protected int run(Call call) {
    String format = call.arguments().value("format", "");
    boolean asTemplate = !format.isEmpty() && !format.equals("json");
    Optional<Template> template =
        asTemplate ? Optional.of(Template.parse(format)) : Optional.empty();
    Query query =
        Filters.of(spec(), call.arguments().all("filter"))
            .addTo(new Query())
            .given("since", Moments.of(call.arguments().value("since", "")))
            .given("until", Moments.of(call.arguments().value("until", "")));
    try (EngineResponse answer = call.engine().get("/events", query);
        var events = new Messages(answer.body())) {
      for (var each = events.next(); each.isPresent(); each = events.next()) {
        call.out().println(line(each.get(), format, template));
        call.out().flush();
      }
    }
    return 0;
  }

  private static String line(JsonObject event, String format, Optional<Template> template) {
    if (format.equals("json")) {
      return new String(Json.bytes(event), StandardCharsets.UTF_8);
    }
    return template.map(each -> each.apply(event)).orElseGet(() -> line(event));
  }

  /** Time, type, action, who, and the attributes by name. */
  private static String line(JsonObject event) {
    long nanos = Json.number(event, "timeNano").orElse(0L);
    long seconds = Json.number(event, "time").orElse(0L);
    Instant moment = nanos == 0 ? Instant.ofEpochSecond(seconds) : Instant.ofEpochSecond(0, nanos);
    Optional<JsonObject> actor = Json.child(event, "Actor");
    var attributes = new ArrayList<String>();
    actor
        .map(each -> new TreeMap<>(Json.stringMap(each, "Attributes")))
        .orElseGet(TreeMap::new)
        .forEach((name, value) -> attributes.add(name + "=" + value));
    String line =
        TIME.format(moment.atZone(ZoneId.systemDefault()))
            + " "
            + Json.string(event, "Type").orElse("")
            + " "
            + Json.string(event, "Action").orElse("")
            + " "
            + actor.flatMap(each -> Json.string(each, "ID")).orElse("");
    return attributes.isEmpty() ? line : line + " (" + String.join(", ", attributes) + ")";
  }
}
