package io.drydock.cli.image;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.Listing;
import io.drydock.cli.output.Times;
import io.drydock.client.Query;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the images of an engine. */
final class RemoteImages extends EngineCommand {
  private static final String NONE = "<none>";
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("Repository", "REPOSITORY"),
          Map.entry("Tag", "TAG"),
          Map.entry("Digest", "DIGEST"),
          Map.entry("ID", "IMAGE ID"),
          Map.entry("CreatedSince", "CREATED"),
          Map.entry("CreatedAt", "CREATED AT"),
          Map.entry("Size", "SIZE"),
          Map.entry("VirtualSize", "SIZE"),
          Map.entry("SharedSize", "SHARED SIZE"),
          Map.entry("UniqueSize", "UNIQUE SIZE"),
          Map.entry("Containers", "CONTAINERS"));

  private final Spec spec;

  RemoteImages(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) {
    Arguments arguments = call.arguments();
    Filters filters = Filters.of(spec, arguments.all("filter"));
    if (!arguments.positional().isEmpty()) {
      filters.with("reference", call.name());
    }
    Query query = filters.addTo(new Query().flag("all", arguments.on("all")));
    List<JsonObject> rows = new ArrayList<>();
    for (JsonElement each : call.engine().get("/images/json", query).array()) {
      rows.addAll(rows(each.getAsJsonObject(), arguments));
    }
    if (arguments.on("quiet") && !arguments.given("format")) {
      rows.forEach(each -> call.out().println(each.get("ID").getAsString()));
      return 0;
    }
    String columns =
        "{{.Repository}}\t{{.Tag}}\t"
            + (arguments.on("digests") ? "{{.Digest}}\t" : "")
            + "{{.ID}}\t{{.CreatedSince}}\t{{.Size}}";
    call.out().print(new Listing(HEADERS, columns).print(arguments.value("format", ""), rows));
    return 0;
  }

  /** One row for each of the image's names. */
  private static List<JsonObject> rows(JsonObject image, Arguments arguments) {
    List<String> tags = Json.strings(image, "RepoTags");
    List<String> digests = Json.strings(image, "RepoDigests");
    var rows = new ArrayList<JsonObject>();
    for (String tag : tags.isEmpty() ? List.of(NONE + ":" + NONE) : tags) {
      int colon = tag.lastIndexOf(':');
      String repository = tag.substring(0, colon);
      String digest =
          digests.stream()
              .filter(each -> each.startsWith(repository + "@"))
              .findFirst()
              .map(each -> each.substring(repository.length() + 1))
              .orElse(NONE);
      rows.add(row(image, arguments.on("no-trunc"), repository, tag.substring(colon + 1), digest));
    }
    return rows;
  }

  private static JsonObject row(
      JsonObject image, boolean whole, String repository, String tag, String digest) {
    Instant created = Instant.ofEpochSecond(Json.number(image, "Created").orElse(0L));
    long size = Json.number(image, "Size").orElse(0L);
    var row = new JsonObject();
    row.addProperty("Repository", repository);
    row.addProperty("Tag", tag);
    row.addProperty("Digest", digest);
    row.addProperty("ID", Ids.shown(Json.string(image, "Id").orElse(""), whole));
    row.addProperty("CreatedSince", Times.ago(created, Instant.now()));
    row.addProperty("CreatedAt", Times.local(created));
    row.addProperty("Size", Sizes.threeDigits(size));
    row.addProperty("VirtualSize", Sizes.decimal(size));
    row.addProperty("SharedSize", "N/A");
    row.addProperty("UniqueSize", "N/A");
    row.addProperty("Containers", "N/A");
    return row;
  }
}
