package io.drydock.compose.log;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonStreamParser;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.core.Json;
import io.drydock.core.Threads;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What happens to the containers of a project, from its opening until it is closed. */
public final class ContainerEvents implements AutoCloseable {
  private static final String PROJECT = "com.docker.compose.project";
  private static final String SERVICE = "com.docker.compose.service";
  private static final String NUMBER = "com.docker.compose.container-number";
  private static final String ONE_OFF = "com.docker.compose.oneoff";

  private final EngineResponse response;
  private final Thread thread;

  private ContainerEvents(EngineResponse response, Thread thread) {
    this.response = response;
    this.thread = thread;
  }

  /**
   * Opens the stream. Whatever happens after this returns is told; containers of {@code run} are
   * left out.
   *
   * @param actions those that are told
   * @param receiver is called by one thread
   */
  public static ContainerEvents open(
      EngineClient engine,
      String project,
      List<String> actions,
      Consumer<ContainerEvent> receiver) {
    var filters = new JsonObject();
    filters.add("type", Json.array(List.of("container")));
    filters.add("label", Json.array(List.of(PROJECT + "=" + project)));
    filters.add("event", Json.array(actions));
    EngineResponse response = engine.get("/events", new Query().json("filters", filters));
    Thread thread = Thread.ofVirtual().start(() -> read(response, receiver));
    return new ContainerEvents(response, thread);
  }

  private static void read(EngineResponse response, Consumer<ContainerEvent> receiver) {
    try {
      var parser =
          new JsonStreamParser(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      while (parser.hasNext()) {
        if (parser.next() instanceof JsonObject event) {
          tell(event, receiver);
        }
      }
    } catch (JsonParseException e) {
      // Closed, or the engine has gone.
    }
  }

  private static void tell(JsonObject event, Consumer<ContainerEvent> receiver) {
    JsonObject actor = Json.child(event, "Actor").orElseGet(JsonObject::new);
    Map<String, String> attributes = Json.stringMap(actor, "Attributes");
    if (attributes.getOrDefault(ONE_OFF, "").equalsIgnoreCase("true")) {
      return;
    }
    var source =
        new LogSource(
            Json.string(actor, "ID").orElse(""),
            attributes.getOrDefault("name", ""),
            attributes.getOrDefault(SERVICE, ""),
            number(attributes.getOrDefault(NUMBER, "")));
    receiver.accept(
        new ContainerEvent(source, Json.string(event, "Action").orElse(""), attributes));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    response.close();
    if (!thread.equals(Thread.currentThread())) {
      Threads.join(thread);
    }
  }
}
