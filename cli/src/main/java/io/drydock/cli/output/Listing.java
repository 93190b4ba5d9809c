package io.drydock.cli.output;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.template.Template;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints rows as a table, as JSON or by a template: {@code --format} of docker's lists.
 *
 * @param headers the title of each field, for tables
 * @param columns the template of the usual table, cells separated by tabs
 */
public record Listing(Map<String, String> headers, String columns) {
  /** A field for templates alone: {@code .Label "NAME"} is one label's value. */
  private static final String LABEL = "Label";

  /**
   * The text.
   *
   * @param format empty or {@code table} for the usual table, {@code table TEMPLATE}, {@code json},
   *     or a template for each row
   */
  public String print(String format, List<JsonObject> rows) {
    if (format.isEmpty() || format.equals("table")) {
      return table(columns, rows);
    }
    if (format.startsWith("table ")) {
      return table(unescape(format.substring("table ".length()).strip()), rows);
    }
    var out = new StringBuilder();
    if (format.equals("json")) {
      rows.forEach(each -> out.append(json(each)).append('\n'));
      return out.toString();
    }
    Template template = Template.parse(unescape(format));
    rows.forEach(each -> out.append(template.apply(each)).append('\n'));
    return out.toString();
  }

  private String table(String text, List<JsonObject> rows) {
    Template template = Template.parse(text);
    var lines = new ArrayList<String>();
    lines.add(template.apply(Json.object(headers)));
    rows.forEach(each -> lines.add(template.apply(each)));
    return Table.of(lines);
  }

  private static String unescape(String format) {
    return format.replace("\\t", "\t").replace("\\n", "\n");
  }

  /** As Go writes it: sorted, and with what HTML does not like escaped. */
  private static String json(JsonObject row) {
    var sorted = new JsonObject();
    new TreeMap<String, JsonElement>(row.asMap()).forEach(sorted::add);
    sorted.remove(LABEL);
    return new String(Json.bytes(sorted), StandardCharsets.UTF_8)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }
}
