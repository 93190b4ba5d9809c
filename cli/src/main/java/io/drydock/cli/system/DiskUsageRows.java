package io.drydock.cli.system;

import com.google.gson.JsonObject;
import io.drydock.cli.output.Times;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answer of {@code /system/df} as rows of tables. */
public final class DiskUsageRows {
  private static final int SHORT_ID = 12;

  private DiskUsageRows() {}

  /** Images, containers, volumes and build cache, in this order. */
  public static List<JsonObject> summary(JsonObject usage) {
    List<JsonObject> images = Json.children(usage, "Images");
    List<JsonObject> containers = Json.children(usage, "Containers");
    List<JsonObject> volumes = Json.children(usage, "Volumes");
    List<JsonObject> cache = Json.children(usage, "BuildCache");
    long layers = Json.number(usage, "LayersSize").orElse(0L);
    long usedImages = images.stream().filter(each -> number(each, "Containers") > 0).count();
    long held =
        images.stream()
            .filter(each -> number(each, "Containers") > 0)
            .mapToLong(each -> number(each, "Size") - Math.max(0, number(each, "SharedSize")))
            .sum();
    long written = containers.stream().mapToLong(each -> number(each, "SizeRw")).sum();
    long idle =
        containers.stream()
            .filter(each -> !isRunning(each))
            .mapToLong(each -> number(each, "SizeRw"))
            .sum();
    long kept = volumes.stream().mapToLong(each -> usage(each, "Size")).sum();
    long unused =
        volumes.stream()
            .filter(each -> usage(each, "RefCount") == 0)
            .mapToLong(each -> usage(each, "Size"))
            .sum();
    long cached = bytes(cache, false);
    return List.of(
        row("Images", images.size(), usedImages, layers, Math.max(0, layers - held)),
        row(
            "Containers",
            containers.size(),
            containers.stream().filter(DiskUsageRows::isRunning).count(),
            written,
            idle),
        row(
            "Local Volumes",
            volumes.size(),
            volumes.stream().filter(each -> usage(each, "RefCount") > 0).count(),
            kept,
            unused),
        row(
            "Build Cache",
            cache.size(),
            cache.stream().filter(each -> Json.flag(each, "InUse")).count(),
            cached,
            bytes(cache, true)));
  }

  private static long bytes(List<JsonObject> cache, boolean onlyUnused) {
    return cache.stream()
        .filter(each -> !Json.flag(each, "Shared") && !(onlyUnused && Json.flag(each, "InUse")))
        .mapToLong(each -> number(each, "Size"))
        .sum();
  }

  private static boolean isRunning(JsonObject container) {
    String state = Json.string(container, "State").orElse("");
    return state.equals("running") || state.equals("paused") || state.equals("restarting");
  }

  private static JsonObject row(
      String type, long count, long active, long bytes, long reclaimable) {
    var row = new JsonObject();
    row.addProperty("Type", type);
    row.addProperty("TotalCount", String.valueOf(count));
    row.addProperty("Active", String.valueOf(active));
    row.addProperty("Size", Sizes.decimal(bytes));
    boolean withPercent = bytes > 0 && !type.equals("Build Cache");
    row.addProperty(
        "Reclaimable",
        Sizes.decimal(reclaimable) + (withPercent ? " (" + reclaimable * 100 / bytes + "%)" : ""));
    return row;
  }

  static List<JsonObject> images(JsonObject usage) {
    var rows = new ArrayList<JsonObject>();
    for (JsonObject each : Json.children(usage, "Images")) {
      String name = Json.strings(each, "RepoTags").stream().findFirst().orElse("<none>:<none>");
      int colon = name.lastIndexOf(':');
      var row = new JsonObject();
      row.addProperty("REPOSITORY", name.substring(0, colon));
      row.addProperty("TAG", name.substring(colon + 1));
      row.addProperty("IMAGE ID", shortened(Json.string(each, "Id").orElse("")));
      row.addProperty("CREATED", ago(each));
      row.addProperty("SIZE", Sizes.threeDigits(number(each, "Size")));
      row.addProperty("SHARED SIZE", Sizes.threeDigits(Math.max(0, number(each, "SharedSize"))));
      row.addProperty("CONTAINERS", String.valueOf(Math.max(0, number(each, "Containers"))));
      rows.add(row);
    }
    return rows;
  }

  static List<JsonObject> containers(JsonObject usage) {
    var rows = new ArrayList<JsonObject>();
    for (JsonObject each : Json.children(usage, "Containers")) {
      var row = new JsonObject();
      row.addProperty("CONTAINER ID", shortened(Json.string(each, "Id").orElse("")));
      row.addProperty("IMAGE", Json.string(each, "Image").orElse(""));
      row.addProperty("COMMAND", "\"" + Json.string(each, "Command").orElse("") + "\"");
      row.addProperty(
          "LOCAL VOLUMES",
          String.valueOf(
              Json.children(each, "Mounts").stream()
                  .filter(mount -> Json.string(mount, "Type").orElse("").equals("volume"))
                  .count()));
      row.addProperty("SIZE", Sizes.threeDigits(number(each, "SizeRw")));
      row.addProperty("CREATED", ago(each));
      row.addProperty("STATUS", Json.string(each, "Status").orElse(""));
      row.addProperty(
          "NAMES",
          Json.strings(each, "Names").stream().findFirst().orElse("").replaceFirst("^/", ""));
      rows.add(row);
    }
    return rows;
  }

  static List<JsonObject> volumes(JsonObject usage) {
    var rows = new ArrayList<JsonObject>();
    for (JsonObject each : Json.children(usage, "Volumes")) {
      var row = new JsonObject();
      row.addProperty("VOLUME NAME", Json.string(each, "Name").orElse(""));
      row.addProperty("LINKS", String.valueOf(usage(each, "RefCount")));
      row.addProperty("SIZE", Sizes.threeDigits(usage(each, "Size")));
      rows.add(row);
    }
    return rows;
  }

  static List<JsonObject> cache(JsonObject usage) {
    var rows = new ArrayList<JsonObject>();
    for (JsonObject each : Json.children(usage, "BuildCache")) {
      var row = new JsonObject();
      row.addProperty("CACHE ID", shortened(Json.string(each, "ID").orElse("")));
      row.addProperty("CACHE TYPE", Json.string(each, "Type").orElse(""));
      row.addProperty("SIZE", Sizes.threeDigits(number(each, "Size")));
      row.addProperty("USAGE", String.valueOf(number(each, "UsageCount")));
      row.addProperty("SHARED", String.valueOf(Json.flag(each, "Shared")));
      rows.add(row);
    }
    return rows;
  }

  static String cacheSize(JsonObject usage) {
    return Sizes.decimal(bytes(Json.children(usage, "BuildCache"), false));
  }

  private static String ago(JsonObject object) {
    return Times.ago(Instant.ofEpochSecond(number(object, "Created")), Instant.now());
  }

  private static String shortened(String id) {
    String bare = id.substring(id.indexOf(':') + 1);
    return bare.substring(0, Math.min(SHORT_ID, bare.length()));
  }

  private static long usage(JsonObject volume, String member) {
    Optional<JsonObject> data = Json.child(volume, "UsageData");
    return data.map(each -> Math.max(0, number(each, member))).orElse(0L);
  }

  private static long number(JsonObject object, String member) {
    return Json.number(object, member).orElse(0L);
  }
}
