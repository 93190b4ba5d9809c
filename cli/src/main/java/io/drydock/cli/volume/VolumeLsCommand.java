package io.drydock.cli.volume;

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
import io.drydock.core.Sizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists volumes. */
final class VolumeLsCommand extends EngineCommand {
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("Name", "VOLUME NAME"),
          Map.entry("Driver", "DRIVER"),
          Map.entry("Scope", "SCOPE"),
          Map.entry("Mountpoint", "MOUNTPOINT"),
          Map.entry("Labels", "LABELS"),
          Map.entry("Links", "LINKS"),
          Map.entry("Size", "SIZE"),
          Map.entry("Availability", "AVAILABILITY"),
          Map.entry("Group", "GROUP"),
          Map.entry("Status", "STATUS"));

  @Override
  public Spec spec() {
    return Spec.of("volume ls [OPTIONS]", "List volumes")
        .aliases("volume ls", "volume list")
        .flag(
            "cluster",
            Kind.BOOL,
            "Display only cluster volumes, and use cluster volume list formatting")
        .flag("filter", 'f', Kind.FILTER, "Provide filter values (e.g. \"dangling=true\")")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("quiet", 'q', Kind.BOOL, "Only display volume names")
        .arguments(0, 0);
  }

  @Override
  protected int run(Call call) {
    Filters filters = Filters.of(spec(), call.arguments().all("filter"));
    JsonObject answer = call.engine().get("/volumes", filters.addTo(new Query())).object();
    List<JsonObject> rows = new ArrayList<>();
    Json.children(answer, "Volumes").forEach(each -> rows.add(row(each)));
    rows.sort(Comparator.comparing(each -> each.get("Name").getAsString()));
    if (call.arguments().on("quiet")) {
      rows.forEach(each -> call.out().println(each.get("Name").getAsString()));
      return 0;
    }
    String columns =
        call.arguments().on("cluster")
            ? "{{.Name}}\t{{.Group}}\t{{.Driver}}\t{{.Availability}}\t{{.Status}}"
            : "{{.Driver}}\t{{.Name}}";
    call.out()
        .print(new Listing(HEADERS, columns).print(call.arguments().value("format", ""), rows));
    return 0;
  }

  /** A volume's fields, as docker names them. */
  static JsonObject row(JsonObject volume) {
    var row = new JsonObject();
    row.addProperty("Name", Json.string(volume, "Name").orElse(""));
    row.addProperty("Driver", Json.string(volume, "Driver").orElse(""));
    row.addProperty("Scope", Json.string(volume, "Scope").orElse(""));
    row.addProperty("Mountpoint", Json.string(volume, "Mountpoint").orElse(""));
    var labels = new TreeMap<>(Json.stringMap(volume, "Labels"));
    row.addProperty(
        "Labels",
        String.join(
            ",",
            labels.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList()));
    row.add("Label", Json.object(labels));
    Optional<JsonObject> usage = Json.child(volume, "UsageData");
    row.addProperty(
        "Links",
        usage.flatMap(each -> Json.number(each, "RefCount")).map(String::valueOf).orElse("N/A"));
    row.addProperty(
        "Size", usage.flatMap(each -> Json.number(each, "Size")).map(Sizes::decimal).orElse("N/A"));
    row.addProperty("Availability", "N/A");
    row.addProperty("Group", "N/A");
    row.addProperty("Status", "N/A");
    return row;
  }
}
