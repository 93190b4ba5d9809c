package io.drydock.cli.command;

import com.google.gson.JsonObject;
import io.drydock.build.solve.StepTitles;
import io.drydock.cli.output.Listing;
import io.drydock.cli.output.Times;
import io.drydock.core.Sizes;
import io.drydock.store.CacheItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the build cache keeps, as docker's commands show it. */
final class CacheTable {
  static final String COLUMNS = "{{.ID}}\t{{.Reclaimable}}\t{{.Size}}\t{{.LastUsed}}";
  private static final Map<String, String> HEADERS = new LinkedHashMap<>();
  private static final int SHORT = 25;

  static {
    HEADERS.put("ID", "ID");
    HEADERS.put("Reclaimable", "RECLAIMABLE");
    HEADERS.put("Size", "SIZE");
    HEADERS.put("LastUsed", "LAST ACCESSED");
    HEADERS.put("Type", "TYPE");
    HEADERS.put("Description", "DESCRIPTION");
    HEADERS.put("CreatedAt", "CREATED");
    HEADERS.put("Shared", "SHARED");
    HEADERS.put("Mutable", "MUTABLE");
  }

  private final StepTitles titles;

  CacheTable(StepTitles titles) {
    this.titles = titles;
  }

  /** The largest first; small notes are one line. */
  static List<CacheItem> sorted(List<CacheItem> items) {
    return items.stream().sorted(Comparator.comparingLong(CacheItem::bytes).reversed()).toList();
  }

  String list(String format, List<CacheItem> items) {
    var rows = new ArrayList<JsonObject>();
    Instant now = Instant.now();
    items.forEach(each -> rows.add(row(each, now)));
    return new Listing(HEADERS, COLUMNS).print(format, rows);
  }

  private JsonObject row(CacheItem item, Instant now) {
    var row = new JsonObject();
    boolean mutable = item.kind() == CacheItem.Kind.MOUNT;
    row.addProperty("ID", shortened(item) + (mutable ? "*" : ""));
    row.addProperty("Type", item.kind().type());
    row.addProperty("Reclaimable", String.valueOf(!item.shared()));
    row.addProperty("Shared", String.valueOf(item.shared()));
    row.addProperty("Mutable", String.valueOf(mutable));
    row.addProperty("Size", Sizes.decimal(item.bytes()) + (item.shared() ? "*" : ""));
    row.addProperty("CreatedAt", Times.ago(item.made(), now));
    row.addProperty("LastUsed", Times.ago(item.lastUsed(), now));
    row.addProperty("Description", titles.of(item));
    return row;
  }

  /** All that is known of each, a block of lines for each. */
  String verbose(List<CacheItem> items) {
    var out = new StringBuilder();
    for (CacheItem each : items) {
      line(out, "ID", each.id());
      line(out, "Created at", Times.local(each.made()));
      line(out, "Mutable", String.valueOf(each.kind() == CacheItem.Kind.MOUNT));
      line(out, "Reclaimable", String.valueOf(!each.shared()));
      line(out, "Shared", String.valueOf(each.shared()));
      line(out, "Size", Sizes.decimal(each.bytes()));
      String description = titles.of(each);
      if (!description.isEmpty()) {
        line(
            out,
            "Description",
            each.kind() == CacheItem.Kind.MOUNT ? "cache mount " + description : description);
      }
      line(out, "Last used", Times.ago(each.lastUsed(), Instant.now()));
      line(out, "Type", each.kind().type());
      out.append('\n');
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(':').append(name.length() < 7 ? "\t\t" : "\t").append(value);
    out.append('\n');
  }

  /** The sums below a list. */
  static String sums(List<CacheItem> items) {
    long shared = items.stream().filter(CacheItem::shared).mapToLong(CacheItem::bytes).sum();
    long all = items.stream().mapToLong(CacheItem::bytes).sum();
    var out = new StringBuilder();
    if (shared > 0) {
      out.append("Shared:\t\t").append(Sizes.decimal(shared)).append('\n');
      out.append("Private:\t").append(Sizes.decimal(all - shared)).append('\n');
    }
    out.append("Reclaimable:\t").append(Sizes.decimal(all - shared)).append('\n');
    return out.append("Total:\t\t").append(Sizes.decimal(all)).append('\n').toString();
  }

  /** What was removed, or nothing when nothing was. */
  static String removed(List<CacheItem> items) {
    if (items.isEmpty()) {
      return "";
    }
    var rows = new ArrayList<JsonObject>();
    for (CacheItem each : sorted(items)) {
      var row = new JsonObject();
      row.addProperty("ID", shortened(each));
      row.addProperty("Reclaimable", "true");
      row.addProperty("Size", Sizes.decimal(each.bytes()));
      row.addProperty("LastUsed", Times.ago(each.lastUsed(), Instant.now()));
      rows.add(row);
    }
    return new Listing(HEADERS, COLUMNS).print("", rows) + "\n";
  }

  private static String shortened(CacheItem item) {
    return switch (item.kind()) {
      case STEP -> item.id().substring(0, Math.min(SHORT, item.id().length()));
      case MOUNT -> item.id().substring(0, Math.min(SHORT, item.id().length()));
      case INTERNAL -> {
        int slash = item.id().indexOf('/', item.id().indexOf('/') + 1);
        if (slash < 0) {
          yield item.id();
        }
        String place = item.id().substring(0, slash);
        String name = item.id().substring(item.id().lastIndexOf('/') + 1);
        yield place + "/" + name.substring(0, Math.min(12, name.length()));
      }
    };
  }
}
