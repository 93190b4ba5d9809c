package io.drydock.bake.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One value made of fields, as {@code type=local,dest=out}.
 *
 * @param fields in the order in which they are written: the leading ones first, then by name
 */
public record Entry(Map<String, String> fields) {
  public Entry {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  public Optional<String> get(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** The entry with one more field, or another value for it. */
  Entry with(String field, String value) {
    var more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new Entry(more);
  }

  /** As one CSV record: a field with a comma or a quote in it stands in quotes. */
  public String text() {
    var text = new StringBuilder();
    fields.forEach((name, value) -> {
      String field = name + "=" + value;
      boolean quoted = field.contains(",") || field.contains("\"");
      text.append(text.isEmpty() ? "" : ",")
          .append(quoted ? "\"" + field.replace("\"", "\"\"") + "\"" : field);
    });
    return text.toString();
  }

  /** Entries with the same fields are the same, whatever their order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Entry entry && fields.equals(entry.fields);
  }

  @Override
  public int hashCode() {
    return new TreeMap<>(fields).hashCode();
  }
}
