package io.drydock.cli.command;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.Engines;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.output.Listing;
import io.drydock.cli.output.Times;
import io.drydock.cli.system.DiskUsageRows;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Sizes;
import io.drydock.oci.ImageReference;
import io.drydock.store.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what takes how much of the disk. */
final class SystemDfCommand implements Command {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Type", "TYPE",
          "TotalCount", "TOTAL",
          "Active", "ACTIVE",
          "Size", "SIZE",
          "Reclaimable", "RECLAIMABLE");

  @Override
  public Spec spec() {
    return Spec.of("system df [OPTIONS]", "Show disk usage")
        .arguments(0, 0)
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("verbose", 'v', Kind.BOOL, "Show detailed information on space usage");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    Usage usage = session.store().collector().usage();
    if (!arguments.on("verbose")) {
      var listing =
          new Listing(
              HEADERS, "{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}");
      List<JsonObject> rows = withEngine(session, arguments, rows(usage));
      session.out().print(listing.print(arguments.value("format", ""), rows));
      return 0;
    }
    if (arguments.given("format")) {
      throw new DrydockException(ErrorKind.INVALID, "the verbose and the format options conflict");
    }
    session.out().print(verbose(usage));
    return 0;
  }

  /** With the containers and volumes of our engine, if it runs. */
  private static List<JsonObject> withEngine(
      Session session, Arguments arguments, List<JsonObject> rows) {
    if (!Engines.isRunning(session)) {
      return rows;
    }
    try (var call = new Call(session, arguments)) {
      List<JsonObject> ofEngine =
          DiskUsageRows.summary(call.engine().get("/system/df", new Query()).object());
      return List.of(rows.get(0), ofEngine.get(1), ofEngine.get(2), rows.get(3));
    }
  }

  private static List<JsonObject> rows(Usage usage) {
    long cache = cacheBytes(usage);
    int cached = usage.cache().size() + usage.directories().size();
    long images = usage.images().stream().map(Usage.ImageUsage::id).distinct().count();
    return List.of(
        row("Images", images, usage.layerBytes(), usage.layerBytes()),
        row("Containers", 0, 0, 0),
        row("Local Volumes", 0, 0, 0),
        row("Build Cache", cached, cache, cache));
  }

  private static long cacheBytes(Usage usage) {
    return usage.cache().stream()
            .filter(each -> !each.shared())
            .mapToLong(Usage.CacheUsage::bytes)
            .sum()
        + usage.directories().stream().mapToLong(Usage.DirectoryUsage::bytes).sum();
  }

  private static JsonObject row(String type, long count, long bytes, long reclaimable) {
    var row = new JsonObject();
    row.addProperty("Type", type);
    row.addProperty("TotalCount", String.valueOf(count));
    row.addProperty("Active", "0");
    row.addProperty("Size", Sizes.decimal(bytes));
    boolean withPercent = bytes > 0 && !type.equals("Build Cache");
    row.addProperty(
        "Reclaimable",
        Sizes.decimal(reclaimable) + (withPercent ? " (" + reclaimable * 100 / bytes + "%)" : ""));
    return row;
  }

  private static String verbose(Usage usage) {
    Instant now = Instant.now();
    var images = new ArrayList<JsonObject>();
    for (Usage.ImageUsage each : usage.images()) {
      images.add(image(each, now));
    }
    var cache = new ArrayList<JsonObject>();
    for (Usage.CacheUsage each : usage.cache()) {
      cache.add(cache(each, now));
    }
    return "Images space usage:\n\n"
        + table("REPOSITORY,TAG,IMAGE ID,CREATED,SIZE,SHARED SIZE,UNIQUE SIZE,CONTAINERS", images)
        + "\nContainers space usage:\n\n"
        + table("CONTAINER ID,IMAGE,COMMAND,LOCAL VOLUMES,SIZE,CREATED,STATUS,NAMES", List.of())
        + "\nLocal Volumes space usage:\n\n"
        + table("VOLUME NAME,LINKS,SIZE", List.of())
        + "\nBuild cache usage: "
        + Sizes.decimal(cacheBytes(usage))
        + "\n\n"
        + table("CACHE ID,CACHE TYPE,SIZE,CREATED,LAST USED,USAGE,SHARED", cache);
  }

  private static JsonObject image(Usage.ImageUsage image, Instant now) {
    var row = new JsonObject();
    var name = image.entry().name();
    row.addProperty("REPOSITORY", name.map(ImageReference::familiarName).orElse("<none>"));
    row.addProperty("TAG", name.flatMap(ImageReference::tag).orElse("<none>"));
    row.addProperty("IMAGE ID", image.id().shortHex());
    row.addProperty("CREATED", image.created().map(each -> Times.ago(each, now)).orElse("N/A"));
    row.addProperty("SIZE", Sizes.threeDigits(image.bytes()));
    row.addProperty("SHARED SIZE", Sizes.threeDigits(image.sharedBytes()));
    row.addProperty("UNIQUE SIZE", Sizes.threeDigits(image.uniqueBytes()));
    row.addProperty("CONTAINERS", "0");
    return row;
  }

  private static JsonObject cache(Usage.CacheUsage cache, Instant now) {
    var row = new JsonObject();
    row.addProperty("CACHE ID", shortened(cache.layer().value()));
    row.addProperty("CACHE TYPE", "regular");
    row.addProperty("SIZE", Sizes.threeDigits(cache.bytes()));
    row.addProperty("CREATED", Times.ago(cache.made(), now));
    row.addProperty("LAST USED", Times.ago(cache.lastUsed(), now));
    row.addProperty("USAGE", "");
    row.addProperty("SHARED", String.valueOf(cache.shared()));
    return row;
  }

  /** The head of a digest. The name of a step's layer is shown whole: many begin alike. */
  private static String shortened(String layer) {
    return layer.startsWith("run-") ? layer : layer.substring(0, Math.min(12, layer.length()));
  }

  /** A table whose fields are called as its columns. */
  private static String table(String columns, List<JsonObject> rows) {
    List<String> names = List.of(columns.split(","));
    var headers = new LinkedHashMap<String, String>();
    names.forEach(each -> headers.put(each, each));
    String template =
        String.join("\t", names.stream().map(each -> "{{index . \"" + each + "\"}}").toList());
    return new Listing(headers, template).print("", rows);
  }
}
