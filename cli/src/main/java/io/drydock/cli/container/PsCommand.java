package io.drydock.cli.container;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.output.Listing;
import io.drydock.client.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists containers. */
final class PsCommand extends EngineCommand {
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("ID", "CONTAINER ID"),
          Map.entry("Names", "NAMES"),
          Map.entry("Image", "IMAGE"),
          Map.entry("Command", "COMMAND"),
          Map.entry("CreatedAt", "CREATED AT"),
          Map.entry("RunningFor", "CREATED"),
          Map.entry("Ports", "PORTS"),
          Map.entry("State", "STATE"),
          Map.entry("Status", "STATUS"),
          Map.entry("Size", "SIZE"),
          Map.entry("Labels", "LABELS"),
          Map.entry("Mounts", "MOUNTS"),
          Map.entry("LocalVolumes", "LOCAL VOLUMES"),
          Map.entry("Networks", "NETWORKS"));

  @Override
  public Spec spec() {
    return Spec.of("ps [OPTIONS]", "List containers")
        .aliases("container ls", "container list", "container ps", "ps")
        .flag("all", 'a', Kind.BOOL, "Show all containers (default shows just running)")
        .flag("filter", 'f', Kind.FILTER, "Filter output based on conditions provided")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag(
            "last",
            'n',
            Kind.INT,
            "Show n last created containers (includes all states) (default -1)")
        .flag("latest", 'l', Kind.BOOL, "Show the latest created container (includes all states)")
        .flag("no-trunc", Kind.BOOL, "Don't truncate output")
        .flag("quiet", 'q', Kind.BOOL, "Only display container IDs")
        .flag("size", 's', Kind.BOOL, "Display total file sizes")
        .arguments(0, 0);
  }

  @Override
  protected int run(Call call) {
    Arguments arguments = call.arguments();
    String format = arguments.value("format", "");
    boolean withSize = arguments.on("size") || format.contains(".Size");
    int last = arguments.on("latest") ? 1 : arguments.number("last", -1);
    Query query = new Query().flag("all", arguments.on("all"));
    if (last > 0) {
      query.with("limit", String.valueOf(last));
    }
    Filters.of(spec(), arguments.all("filter")).addTo(query.flag("size", withSize));
    boolean whole = arguments.on("no-trunc");
    Instant now = Instant.now();
    List<JsonObject> rows = new ArrayList<>();
    for (JsonElement each : call.engine().get("/containers/json", query).array()) {
      rows.add(ContainerRow.of(each.getAsJsonObject(), whole, now));
    }
    if (arguments.on("quiet")) {
      rows.forEach(each -> call.out().println(each.get("ID").getAsString()));
      return 0;
    }
    String columns =
        "{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}"
            + (arguments.on("size") ? "\t{{.Size}}" : "");
    call.out().print(new Listing(HEADERS, columns).print(format, rows));
    return 0;
  }
}
