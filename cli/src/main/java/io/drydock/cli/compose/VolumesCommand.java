package io.drydock.cli.compose;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.compose.ComposeCall.Containers;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.output.Listing;
import io.drydock.client.Query;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Lists the volumes of a project, or those that some of its services have mounted. */
final class VolumesCommand extends ComposeCommand {
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("Name", "VOLUME NAME"),
          Map.entry("Driver", "DRIVER"),
          Map.entry("Mountpoint", "MOUNTPOINT"),
          Map.entry("Scope", "SCOPE"),
          Map.entry("Labels", "LABELS"));

  @Override
  public Spec spec() {
    return Spec.of("compose volumes [OPTIONS] [SERVICE...]", "List volumes")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("quiet", 'q', Kind.BOOL, "Only display volume names")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    List<JsonObject> rows = new ArrayList<>();
    Set<String> mounted = mounted(call);
    Query query =
        new Filters()
            .with("label", ServiceContainer.PROJECT + "=" + call.projectName())
            .addTo(new Query());
    for (JsonElement each :
        call.engine().get("/volumes", query).object().getAsJsonArray("Volumes")) {
      JsonObject volume = each.getAsJsonObject();
      if (call.services().isEmpty() || mounted.contains(Json.string(volume, "Name").orElse(""))) {
        rows.add(row(volume));
      }
    }
    rows.sort(Comparator.comparing(each -> each.get("Name").getAsString()));
    if (call.arguments().on("quiet")) {
      rows.forEach(each -> call.out().println(each.get("Name").getAsString()));
    } else {
      var listing = new Listing(HEADERS, "{{.Driver}}\t{{.Name}}");
      call.out().print(listing.print(call.arguments().value("format", ""), rows));
    }
    return 0;
  }

  /** The names of the volumes that the services' containers have mounted. */
  private static Set<String> mounted(ComposeCall call) {
    var names = new HashSet<String>();
    if (!call.services().isEmpty()) {
      for (ServiceContainer each : call.containers(Containers.EVERYTHING, call.services())) {
        for (JsonObject mount : Json.children(each.summary(), "Mounts")) {
          Json.string(mount, "Name").ifPresent(names::add);
        }
      }
    }
    return names;
  }

  private static JsonObject row(JsonObject volume) {
    var row = new JsonObject();
    for (String each : List.of("Name", "Driver", "Mountpoint", "Scope")) {
      row.addProperty(each, Json.string(volume, each).orElse(""));
    }
    var labels = new ArrayList<String>();
    new TreeMap<>(Json.stringMap(volume, "Labels"))
        .forEach((name, value) -> labels.add(name + "=" + value));
    row.addProperty("Labels", String.join(",", labels));
    return row;
  }
}
