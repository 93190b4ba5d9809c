package io.drydock.cli.system;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.Listing;
import io.drydock.client.Query;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks for images on Docker Hub, through an engine. */
public final class SearchCommand extends EngineCommand {
  private static final int SHORT = 45;
  private static final Map<String, String> HEADERS =
      Map.of(
          "Name", "NAME",
          "Description", "DESCRIPTION",
          "StarCount", "STARS",
          "IsOfficial", "OFFICIAL",
          "IsAutomated", "AUTOMATED");

  @Override
  public Spec spec() {
    return Spec.of("search [OPTIONS] TERM", "Search Docker Hub for images")
        .flag("filter", 'f', Kind.FILTER, "Filter output based on conditions provided")
        .flag("format", Kind.STRING, "Pretty-print search using a Go template")
        .flag("limit", Kind.INT, "Max number of search results")
        .flag("no-trunc", Kind.BOOL, "Don't truncate output")
        .arguments(1, 1);
  }

  @Override
  protected int run(Call call) {
    Query query = Filters.of(spec(), call.arguments().all("filter")).addTo(new Query());
    query.given("limit", call.arguments().value("limit").filter(each -> !each.equals("0")));
    query.with("term", call.name());
    boolean whole = call.arguments().on("no-trunc");
    List<JsonObject> rows = new ArrayList<>();
    for (JsonElement each : call.engine().get("/images/search", query).array()) {
      rows.add(row(each.getAsJsonObject(), whole));
    }
    var listing =
        new Listing(HEADERS, "{{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}");
    call.out().print(listing.print(call.arguments().value("format", ""), rows));
    return 0;
  }

  private static JsonObject row(JsonObject found, boolean whole) {
    var row = new JsonObject();
    String description =
        Json.string(found, "description").orElse("").replace('\n', ' ').replace('\r', ' ');
    boolean cut = !whole && description.length() > SHORT;
    row.addProperty("Name", Json.string(found, "name").orElse(""));
    row.addProperty("Description", cut ? description.substring(0, SHORT - 1) + "…" : description);
    row.addProperty("StarCount", String.valueOf(Json.number(found, "star_count").orElse(0L)));
    row.addProperty("IsOfficial", Json.flag(found, "is_official") ? "[OK]" : "");
    row.addProperty("IsAutomated", Json.flag(found, "is_automated") ? "[OK]" : "");
    return row;
  }
}
