package io.drydock.cli.network;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.output.Listing;
import io.drydock.client.Query;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists networks. */
final class NetworkLsCommand extends EngineCommand {
  private static final int SHORT_ID = 12;
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("ID", "NETWORK ID"),
          Map.entry("Name", "NAME"),
          Map.entry("Driver", "DRIVER"),
          Map.entry("Scope", "SCOPE"),
          Map.entry("IPv4", "IPV4"),
          Map.entry("IPv6", "IPV6"),
          Map.entry("Internal", "INTERNAL"),
          Map.entry("Labels", "LABELS"),
          Map.entry("CreatedAt", "CREATED AT"));

  @Override
  public Spec spec() {
    return Spec.of("network ls [OPTIONS]", "List networks")
        .aliases("network ls", "network list")
        .flag("filter", 'f', Kind.FILTER, "Provide filter values (e.g. \"driver=bridge\")")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("no-trunc", Kind.BOOL, "Do not truncate the output")
        .flag("quiet", 'q', Kind.BOOL, "Only display network IDs")
        .arguments(0, 0);
  }

  @Override
  protected int run(Call call) {
    Filters filters = Filters.of(spec(), call.arguments().all("filter"));
    boolean whole = call.arguments().on("no-trunc");
    List<JsonObject> rows = new ArrayList<>();
    for (JsonElement each : call.engine().get("/networks", filters.addTo(new Query())).array()) {
      rows.add(row(each.getAsJsonObject(), whole));
    }
    rows.sort(Comparator.comparing(each -> each.get("Name").getAsString()));
    if (call.arguments().on("quiet")) {
      rows.forEach(each -> call.out().println(each.get("ID").getAsString()));
      return 0;
    }
    var listing = new Listing(HEADERS, "{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}");
    call.out().print(listing.print(call.arguments().value("format", ""), rows));
    return 0;
  }

  private static JsonObject row(JsonObject network, boolean whole) {
    var row = new JsonObject();
    String id = Json.string(network, "Id").orElse("");
    row.addProperty("ID", whole || id.length() < SHORT_ID ? id : id.substring(0, SHORT_ID));
    row.addProperty("Name", Json.string(network, "Name").orElse(""));
    row.addProperty("Driver", Json.string(network, "Driver").orElse(""));
    row.addProperty("Scope", Json.string(network, "Scope").orElse(""));
    row.addProperty("IPv4", String.valueOf(Json.flag(network, "EnableIPv4")));
    row.addProperty("IPv6", String.valueOf(Json.flag(network, "EnableIPv6")));
    row.addProperty("Internal", String.valueOf(Json.flag(network, "Internal")));
    var labels = new TreeMap<>(Json.stringMap(network, "Labels"));
    row.addProperty(
        "Labels",
        String.join(
            ",",
            labels.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList()));
    row.add("Label", Json.object(labels));
    row.addProperty("CreatedAt", Json.string(network, "Created").orElse(""));
    return row;
  }
}
