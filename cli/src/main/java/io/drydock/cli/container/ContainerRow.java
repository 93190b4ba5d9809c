package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.cli.output.Times;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import io.drydock.oci.ImageReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One container of the engine's list as {@code ps} shows it, by docker's names of the fields. */
public final class ContainerRow {
  private static final int SHORT_ID = 12;
  private static final int SHORT_COMMAND = 20;
  private static final int SHORT_MOUNT = 15;

  private ContainerRow() {}

  /**
   * The fields.
   *
   * @param whole whether nothing is cut short
   */
  public static JsonObject of(JsonObject container, boolean whole, Instant now) {
    var row = new JsonObject();
    String id = Json.string(container, "Id").orElse("");
    Instant created = Instant.ofEpochSecond(Json.number(container, "Created").orElse(0L));
    String command = Json.string(container, "Command").orElse("");
    row.addProperty("ID", whole ? id : shortened(id));
    row.addProperty("Names", names(container, whole));
    row.addProperty("Image", image(container, whole));
    row.addProperty("Command", quoted(whole ? command : cut(command, SHORT_COMMAND)));
    row.addProperty("CreatedAt", Times.local(created));
    row.addProperty("RunningFor", Times.ago(created, now));
    row.addProperty("Ports", Ports.shown(Json.children(container, "Ports")));
    row.addProperty("State", Json.string(container, "State").orElse(""));
    row.addProperty("Status", Json.string(container, "Status").orElse(""));
    row.addProperty("Size", size(container));
    var labels = new TreeMap<>(Json.stringMap(container, "Labels"));
    row.addProperty("Labels", pairs(labels));
    row.add("Label", Json.object(labels));
    List<JsonObject> mounts = Json.children(container, "Mounts");
    row.addProperty("Mounts", mounts(mounts, whole));
    row.addProperty(
        "LocalVolumes",
        String.valueOf(
            mounts.stream()
                .filter(each -> Json.string(each, "Driver").orElse("").equals("local"))
                .count()));
    row.addProperty("Networks", networks(container));
    return row;
  }

  static String shortened(String id) {
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }

  private static String names(JsonObject container, boolean whole) {
    var names = new ArrayList<String>();
    for (String each : Json.strings(container, "Names")) {
      String name = each.startsWith("/") ? each.substring(1) : each;
      if (whole || name.indexOf('/') < 0) {
        names.add(name);
      }
    }
    return String.join(",", names);
  }

  private static String image(JsonObject container, boolean whole) {
    String image = Json.string(container, "Image").orElse("");
    if (image.isEmpty()) {
      return "<no image>";
    }
    if (whole) {
      return image;
    }
    String id = bare(Json.string(container, "ImageID").orElse(""));
    if (!id.isEmpty() && shortened(id).equals(shortened(bare(image)))) {
      return shortened(id);
    }
    try {
      ImageReference reference = ImageReference.parse(image);
      boolean both = reference.tag().isPresent() && reference.digest().isPresent();
      return both ? reference.nameOnly().withTag(reference.tag().get()).familiar() : image;
    } catch (DrydockException e) {
      return image;
    }
  }

  private static String bare(String id) {
    return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
  }

  private static String size(JsonObject container) {
    long own = Json.number(container, "SizeRw").orElse(0L);
    long all = Json.number(container, "SizeRootFs").orElse(0L);
    return Sizes.threeDigits(own) + (all > 0 ? " (virtual " + Sizes.threeDigits(all) + ")" : "");
  }

  private static String pairs(Map<String, String> labels) {
    var pairs = new ArrayList<String>();
    labels.forEach((name, value) -> pairs.add(name + "=" + value));
    return String.join(",", pairs);
  }

  private static String mounts(List<JsonObject> mounts, boolean whole) {
    var names = new ArrayList<String>();
    for (JsonObject each : mounts) {
      String name =
          Json.string(each, "Name")
              .filter(given -> !given.isEmpty())
              .or(() -> Json.string(each, "Source"))
              .orElse("");
      names.add(whole ? name : cut(name, SHORT_MOUNT));
    }
    return String.join(",", names);
  }

  private static String networks(JsonObject container) {
    Optional<JsonObject> networks =
        Json.child(container, "NetworkSettings").flatMap(each -> Json.child(each, "Networks"));
    return networks.map(each -> String.join(",", each.keySet())).orElse("");
  }

  /** At most so many characters, an ellipsis for what is cut. */
  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
