package io.drydock.cli.compose;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.cli.compose.ComposeCall.Containers;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.Table;
import io.drydock.cli.output.Times;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import io.drydock.oci.ImageReference;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the images that the containers of a project are made of. */
final class ImagesCommand extends ComposeCommand {
  private static final int COLUMN = 20;
  private static final int SHORT_ID = 12;

  @Override
  public Spec spec() {
    return Spec.of(
            "compose images [OPTIONS] [SERVICE...]", "List images used by the created containers")
        .flag(
            "format", Kind.STRING, "Format the output. Values: [table | json] (default \"table\")")
        .flag("quiet", 'q', Kind.BOOL, "Only display IDs")
        .arguments(0, Spec.ANY);
  }

  /**
   * One container's image.
   *
   * @param size in bytes
   */
  private record Row(
      String container,
      String repository,
      String tag,
      String id,
      String platform,
      long size,
      String created) {
    String line() {
      return String.join(
          "\t",
          container,
          repository,
          tag,
          platform,
          id.substring(0, Math.min(SHORT_ID, id.length())),
          Sizes.threeDigits(size),
          age());
    }

    private String age() {
      try {
        return Times.ago(Instant.parse(created), Instant.now());
      } catch (DateTimeException e) {
        return "N/A";
      }
    }

    JsonObject json() {
      var json = new JsonObject();
      json.addProperty("ID", "sha256:" + id);
      json.addProperty("ContainerName", container);
      json.addProperty("Repository", repository);
      json.addProperty("Tag", tag);
      json.addProperty("Platform", platform);
      json.addProperty("Size", size);
      json.addProperty("Created", created);
      return json;
    }
  }

  @Override
  protected int run(ComposeCall call) {
    boolean asJson = OutputFormat.of(call.arguments()).isJson();
    List<Row> rows = rows(call);
    if (call.arguments().on("quiet")) {
      var ids = new LinkedHashSet<String>();
      rows.forEach(each -> ids.add(each.id));
      ids.forEach(call.out()::println);
    } else if (asJson) {
      var list = new JsonArray();
      rows.forEach(each -> list.add(each.json()));
      call.out().println(new String(Json.bytes(list), StandardCharsets.UTF_8));
    } else {
      var lines = new ArrayList<String>();
      lines.add("CONTAINER\tREPOSITORY\tTAG\tPLATFORM\tIMAGE ID\tSIZE\tCREATED");
      rows.forEach(each -> lines.add(each.line()));
      call.out().print(Table.of(lines, COLUMN));
    }
    return 0;
  }

  private static List<Row> rows(ComposeCall call) {
    Map<String, Optional<JsonObject>> images = new LinkedHashMap<>();
    var rows = new ArrayList<Row>();
    for (ServiceContainer each : call.containers(Containers.EVERYTHING, call.services())) {
      String id = Json.string(each.summary(), "ImageID").orElse("");
      Optional<JsonObject> image = images.computeIfAbsent(id, name -> image(call, name));
      rows.add(row(each, id, image.orElseGet(JsonObject::new)));
    }
    return rows;
  }

  /** What the engine knows of the image; nothing when it was removed meanwhile. */
  private static Optional<JsonObject> image(ComposeCall call, String id) {
    try {
      return Optional.of(
          call.engine().get("/images/" + EngineClient.part(id) + "/json", new Query()).object());
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static Row row(ServiceContainer container, String id, JsonObject image) {
    Optional<ImageReference> name =
        Json.strings(image, "RepoTags").stream().findFirst().map(ImageReference::parse);
    String platform =
        Json.string(image, "Os").orElse("") + "/" + Json.string(image, "Architecture").orElse("");
    return new Row(
        container.name(),
        name.map(each -> each.nameOnly().familiar()).orElse("<none>"),
        name.flatMap(ImageReference::tag).orElse("<none>"),
        id.substring(id.indexOf(':') + 1),
        platform.equals("/") ? "" : platform,
        Json.number(image, "Size").orElse(0L),
        Json.string(image, "Created").orElse(""));
  }
}
