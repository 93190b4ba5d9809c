package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import java.util.Locale;
import java.util.Optional;

/** What one container uses, as {@code stats} shows it. */
final class StatsRow {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private StatsRow() {}

  static JsonObject of(String container, JsonObject stats, boolean whole) {
    var row = new JsonObject();
    String id = Json.string(stats, "id").orElse("");
    String name = Json.string(stats, "name").orElse("");
    row.addProperty("Container", container);
    row.addProperty("ID", whole ? id : ContainerRow.shortened(id));
    row.addProperty(
        "Name", name.startsWith("/") ? name.substring(1) : name.isEmpty() ? "--" : name);
    row.addProperty("CPUPerc", percent(processor(stats)));
    long used = memory(stats);
    long limit = at(stats, "memory_stats", "limit");
    row.addProperty("MemUsage", binary(used) + " / " + binary(limit));
    row.addProperty("MemPerc", percent(limit == 0 ? 0 : 100.0 * used / limit));
    row.addProperty("NetIO", network(stats, "rx_bytes") + " / " + network(stats, "tx_bytes"));
    row.addProperty("BlockIO", block(stats, "read") + " / " + block(stats, "write"));
    row.addProperty("PIDs", String.valueOf(at(stats, "pids_stats", "current")));
    return row;
  }

  /** Hundredths of one processor: time used, by time of all, times how many there are. */
  private static double processor(JsonObject stats) {
    Optional<JsonObject> now = Json.child(stats, "cpu_stats");
    Optional<JsonObject> before = Json.child(stats, "precpu_stats");
    double used = used(now) - used(before);
    double all = at(now, "system_cpu_usage") - at(before, "system_cpu_usage");
    long processors = at(now, "online_cpus");
    return used > 0 && all > 0 ? used / all * Math.max(1, processors) * 100 : 0;
  }

  private static long used(Optional<JsonObject> processor) {
    return at(processor.flatMap(each -> Json.child(each, "cpu_usage")), "total_usage");
  }

  /** Without the cache of files that the kernel takes back first. */
  private static long memory(JsonObject stats) {
    Optional<JsonObject> memory = Json.child(stats, "memory_stats");
    Optional<JsonObject> detail = memory.flatMap(each -> Json.child(each, "stats"));
    long used = at(memory, "usage");
    long cache = at(detail, "total_inactive_file");
    long reclaimable = cache > 0 ? cache : at(detail, "inactive_file");
    return reclaimable < used ? used - reclaimable : used;
  }

  private static String network(JsonObject stats, String member) {
    long sum = 0;
    Optional<JsonObject> networks = Json.child(stats, "networks");
    if (networks.isPresent()) {
      for (String name : networks.get().keySet()) {
        sum += at(Json.child(networks.get(), name), member);
      }
    }
    return Sizes.threeDigits(sum);
  }

  private static String block(JsonObject stats, String operation) {
    long sum = 0;
    Optional<JsonObject> block = Json.child(stats, "blkio_stats");
    if (block.isPresent()) {
      for (JsonObject each : Json.children(block.get(), "io_service_bytes_recursive")) {
        boolean counts = Json.string(each, "op").orElse("").equalsIgnoreCase(operation);
        sum += counts ? Json.number(each, "value").orElse(0L) : 0;
      }
    }
    return Sizes.threeDigits(sum);
  }

  private static long at(JsonObject stats, String group, String member) {
    return at(Json.child(stats, group), member);
  }

  private static long at(Optional<JsonObject> group, String member) {
    return group.flatMap(each -> Json.number(each, member)).orElse(0L);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }

  /** Four digits at most with a binary unit, as docker shows memory. */
  private static String binary(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < BINARY.length - 1) {
      value /= 1024;
      unit++;
    }
    String text =
        String.format(Locale.ROOT, value < 10 ? "%.3f" : value < 100 ? "%.2f" : "%.1f", value);
    return text.replaceAll("\\.?0+$", text.contains(".") ? "" : "$0") + BINARY[unit];
  }
}
