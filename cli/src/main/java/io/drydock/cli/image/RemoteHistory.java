package io.drydock.cli.image;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.Listing;
import io.drydock.cli.output.Times;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows how an image of an engine came about. */
final class RemoteHistory extends EngineCommand {
  private static final int WIDTH = 45;
  private static final Map<String, String> HEADERS =
      Map.of(
          "ID", "IMAGE",
          "CreatedSince", "CREATED",
          "CreatedAt", "CREATED AT",
          "CreatedBy", "CREATED BY",
          "Size", "SIZE",
          "Comment", "COMMENT");

  private final Spec spec;

  RemoteHistory(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) {
    var query = new Query();
    call.arguments()
        .value("platform")
        .ifPresent(each -> query.json("platform", PlatformDocument.of(Platform.parse(each))));
    boolean human = !call.arguments().given("human") || call.arguments().on("human");
    boolean whole = call.arguments().on("no-trunc");
    List<JsonObject> rows = new ArrayList<>();
    for (JsonElement each :
        call.engine()
            .get("/images/" + EngineClient.part(call.name()) + "/history", query)
            .array()) {
      rows.add(row(each.getAsJsonObject(), human, whole));
    }
    if (call.arguments().on("quiet")) {
      rows.forEach(each -> call.out().println(each.get("ID").getAsString()));
      return 0;
    }
    String created = human ? "{{.CreatedSince}}" : "{{.CreatedAt}}";
    var listing =
        new Listing(HEADERS, "{{.ID}}\t" + created + "\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}");
    call.out().print(listing.print(call.arguments().value("format", ""), rows));
    return 0;
  }

  private static JsonObject row(JsonObject step, boolean human, boolean whole) {
    Instant created = Instant.ofEpochSecond(Json.number(step, "Created").orElse(0L));
    String by = Json.string(step, "CreatedBy").orElse("").replace('\t', ' ');
    long size = Json.number(step, "Size").orElse(0L);
    var row = new JsonObject();
    row.addProperty("ID", Ids.shown(Json.string(step, "Id").orElse(""), whole));
    row.addProperty("CreatedSince", Times.ago(created, Instant.now()));
    row.addProperty("CreatedAt", Times.rfc3339(created));
    row.addProperty(
        "CreatedBy", whole || by.length() <= WIDTH ? by : by.substring(0, WIDTH - 1) + "…");
    row.addProperty("Size", human ? Sizes.threeDigits(size) : String.valueOf(size));
    row.addProperty("Comment", Json.string(step, "Comment").orElse(""));
    return row;
  }
}
