package io.drydock.cli.container;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.output.Listing;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows what containers use, again and again or once. */
final class StatsCommand extends EngineCommand {
  private static final long PAUSE_MILLIS = 500;
  private static final String CLEAR = "\033[2J\033[H";
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("Container", "CONTAINER"),
          Map.entry("ID", "CONTAINER ID"),
          Map.entry("Name", "NAME"),
          Map.entry("CPUPerc", "CPU %"),
          Map.entry("MemUsage", "MEM USAGE / LIMIT"),
          Map.entry("MemPerc", "MEM %"),
          Map.entry("NetIO", "NET I/O"),
          Map.entry("BlockIO", "BLOCK I/O"),
          Map.entry("PIDs", "PIDS"));
  private static final String COLUMNS =
      "{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}";

  @Override
  public Spec spec() {
    return Spec.of(
            "stats [OPTIONS] [CONTAINER...]",
            "Display a live stream of container(s) resource usage statistics")
        .aliases("container stats", "stats")
        .flag("all", 'a', Kind.BOOL, "Show all containers (default shows just running)")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("no-stream", Kind.BOOL, "Disable streaming stats and only pull the first result")
        .flag("no-trunc", Kind.BOOL, "Do not truncate output")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    boolean once = call.arguments().on("no-stream");
    boolean terminal = call.session().caller().console().isOutput();
    var listing = new Listing(HEADERS, COLUMNS);
    do {
      List<JsonObject> rows = rows(call);
      String text = listing.print(call.arguments().value("format", ""), rows);
      call.out().print((once || !terminal ? "" : CLEAR) + text);
      call.out().flush();
      if (!once) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } while (!once);
    return 0;
  }

  /** One measurement of each, which takes the engine about a second, all at once. */
  private static List<JsonObject> rows(Call call) throws InterruptedException {
    List<String> names = names(call);
    boolean named = !call.arguments().positional().isEmpty();
    JsonObject[] rows = new JsonObject[names.size()];
    var failures = new ArrayList<DrydockException>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < rows.length; i++) {
      int place = i;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  rows[place] = row(call, names.get(place));
                } catch (DrydockException e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                }
              }));
    }
    for (Thread each : threads) {
      each.join();
    }
    if (named && !failures.isEmpty()) {
      throw failures.getFirst();
    }
    var found = new ArrayList<JsonObject>();
    for (JsonObject each : rows) {
      if (each != null) {
        found.add(each);
      }
    }
    return found;
  }

  private static List<String> names(Call call) {
    if (!call.arguments().positional().isEmpty()) {
      return call.arguments().positional();
    }
    var names = new ArrayList<String>();
    Query query = new Query().flag("all", call.arguments().on("all"));
    for (JsonElement each : call.engine().get("/containers/json", query).array()) {
      names.add(Json.string(each.getAsJsonObject(), "Id").orElse(""));
    }
    return names;
  }

  private static JsonObject row(Call call, String name) {
    JsonObject stats =
        call.engine()
            .get(
                "/containers/" + EngineClient.part(name) + "/stats",
                new Query().with("stream", "0"))
            .object();
    if (stats.isEmpty()) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "no figures for " + name);
    }
    return StatsRow.of(name, stats, call.arguments().on("no-trunc"));
  }
}
