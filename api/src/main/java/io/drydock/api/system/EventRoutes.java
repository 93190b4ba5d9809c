package io.drydock.api.system;

import com.google.gson.JsonObject;
import io.drydock.api.route.ApiVersion;
import io.drydock.api.route.Call;
import io.drydock.api.route.Filters;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.api.route.Times;
import io.drydock.core.Json;
import io.drydock.engine.event.Event;
import io.drydock.engine.event.EventFilter;
import io.drydock.engine.event.EventJson;
import io.drydock.engine.event.EventQuery;
import io.drydock.engine.event.EventSubscription;
import io.drydock.engine.event.Events;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code GET /events}: a line for each event, until the client leaves or the time is over. */
final class EventRoutes implements Routes {
  private static final String JSON = "application/json";
  private static final String SEQUENCE = "application/json-seq";

  private final Events events;
  private final AtomicInteger listeners = new AtomicInteger();

  EventRoutes(Events events) {
    this.events = events;
  }

  /** How many clients listen. */
  int listeners() {
    return listeners.get();
  }

  @Override
  public void register(Router router) {
    router.get("/events", this::events);
  }

  private void events(Call call) throws IOException {
    Filters filters = call.query().filters();
    var terms = new LinkedHashMap<String, List<String>>();
    filters.names().forEach(each -> terms.put(each, filters.values(each)));
    var query =
        new EventQuery(
            Times.parse(call.query().text("since")),
            Times.parse(call.query().text("until")),
            EventFilter.of(terms));
    listeners.incrementAndGet();
    try (EventSubscription subscription = events.subscribe(query)) {
      call.onAbort(subscription::close);
      copy(call, subscription);
    } finally {
      listeners.decrementAndGet();
    }
  }

  private static void copy(Call call, EventSubscription subscription) throws IOException {
    String mediaType = mediaType(call);
    try (OutputStream out = call.stream(mediaType)) {
      for (Optional<Event> next = subscription.next();
          next.isPresent();
          next = subscription.next()) {
        out.write(line(next.get(), mediaType, call.version()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String mediaType(Call call) {
    if (!call.version().since(52)) {
      return JSON;
    }
    String accepted = call.header("Accept").orElse("");
    for (String each : List.of(SEQUENCE, "application/jsonl", "application/x-ndjson")) {
      if (accepted.contains(each)) {
        return each;
      }
    }
    return JSON;
  }

  private static byte[] line(Event event, String mediaType, ApiVersion version) {
    JsonObject json = EventJson.write(event);
    if (version.since(52)) {
      json.remove("status");
      json.remove("id");
      json.remove("from");
    }
    var line = new ByteArrayOutputStream();
    if (mediaType.equals(SEQUENCE)) {
      line.write(0x1e); // RFC 7464: the record separator comes first
    }
    line.writeBytes(Json.bytes(json));
    line.write('\n');
    return line.toByteArray();
  }
}
