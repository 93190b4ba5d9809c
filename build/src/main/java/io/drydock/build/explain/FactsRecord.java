package io.drydock.build.explain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts of one build's steps as bytes: a line for each step, part and file. */
final class FactsRecord {
  private static final char STEP = 'S';
  private static final char PART = 'P';
  private static final char FILE = 'F';

  private FactsRecord() {}

  static byte[] encode(List<StepFacts> steps) {
    var out = new StringBuilder();
    for (StepFacts each : steps) {
      line(out, STEP, each.title(), "");
      each.parts().forEach((name, value) -> line(out, PART, name, value));
      each.files().forEach((path, value) -> line(out, FILE, path, value));
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder out, char type, String name, String value) {
    out.append(type).append(clean(name)).append('\t').append(clean(value)).append('\n');
  }

  private static String clean(String text) {
    return text.replace('\t', ' ').replace('\n', ' ');
  }

  static List<StepFacts> decode(byte[] bytes) {
    var steps = new ArrayList<StepFacts>();
    String title = "";
    Map<String, String> parts = new LinkedHashMap<>();
    Map<String, String> files = new LinkedHashMap<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      int tab = line.indexOf('\t');
      if (tab < 1) {
        continue;
      }
      String name = line.substring(1, tab);
      String value = line.substring(tab + 1);
      switch (line.charAt(0)) {
        case STEP -> {
          if (!title.isEmpty()) {
            steps.add(new StepFacts(title, parts, files));
          }
          title = name;
          parts = new LinkedHashMap<>();
          files = new LinkedHashMap<>();
        }
        case PART -> parts.put(name, value);
        case FILE -> files.put(name, value);
        default -> {
          // Of a later version.
        }
      }
    }
    if (!title.isEmpty()) {
      steps.add(new StepFacts(title, parts, files));
    }
    return steps;
  }

  /** As they are after they were written and read. */
  static StepFacts normal(StepFacts facts) {
    return decode(encode(List.of(facts))).getFirst();
  }
}
