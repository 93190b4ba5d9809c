package io.drydock.build.packages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Text of {@code Field: value} lines in paragraphs, as dpkg, apk and Python's metadata have it. */
final class Paragraphs {
  private Paragraphs() {}

  /** Reads one after the other; lines that go on with a blank belong to the field before. */
  static void read(InputStream in, Consumer<Map<String, String>> paragraph) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isEmpty()) {
        end(fields, paragraph);
        fields = new LinkedHashMap<>();
      } else {
        int colon = line.indexOf(':');
        boolean goesOn = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        if (!goesOn && colon > 0) {
          fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
        }
      }
    }
    end(fields, paragraph);
  }

  private static void end(Map<String, String> fields, Consumer<Map<String, String>> paragraph) {
    if (!fields.isEmpty()) {
      paragraph.accept(fields);
    }
  }

  /** Only the first paragraph. */
  static Map<String, String> first(InputStream in) throws IOException {
    var all = new ArrayList<Map<String, String>>();
    read(
        in,
        each -> {
          if (all.isEmpty()) {
            all.add(each);
          }
        });
    return all.isEmpty() ? Map.of() : all.getFirst();
  }
}
