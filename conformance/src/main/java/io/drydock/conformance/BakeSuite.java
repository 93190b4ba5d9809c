package io.drydock.conformance;

import static io.drydock.conformance.Report.same;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.bake.model.BakeFile;
import io.drydock.bake.model.Circumstances;
import io.drydock.bake.model.Definition;
import io.drydock.bake.model.DefinitionPrinter;
import io.drydock.bake.model.DefinitionReader;
import io.drydock.bake.model.Selection;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bake files against what buildx made of them: all that they define, and the targets that a call
 * chooses. The order of targets and of a group's members is not compared where it is that of Go's
 * maps.
 */
final class BakeSuite implements Suite {
  @Override
  public String name() {
    return "buildx-bake";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    run(folder.resolve("parse-files.json"), report, BakeSuite::parse);
    run(folder.resolve("read-targets.json"), report, BakeSuite::read);
  }

  private interface Comparison {
    void check(JsonObject recorded);
  }

  private static void run(Path file, Report report, Comparison comparison) throws IOException {
    int number = 0;
    for (JsonObject each : Cases.list(Cases.read(file), "cases")) {
      String id = file.getFileName() + "#" + number++ + " " + Cases.string(each, "test");
      report.check(
          id,
          () -> {
            if (each.has("error")) {
              Report.refused(Cases.string(each, "error"), () -> comparison.check(each));
            } else {
              comparison.check(each);
            }
          },
          why -> BakeDifferences.explain(each));
    }
  }

  private static void parse(JsonObject recorded) {
    Definition definition = DefinitionReader.read(files(recorded), circumstances(recorded));
    if (recorded.has("error")) {
      return;
    }
    JsonObject config = recorded.getAsJsonObject("config");
    var groups = new ArrayList<JsonElement>();
    definition.groups().forEach(each -> groups.add(DefinitionPrinter.group(each)));
    var targets = new ArrayList<JsonElement>();
    definition.targets().forEach(each -> targets.add(DefinitionPrinter.target(each)));
    same("groups", sorted(elements(config, "group")), sorted(groups));
    same("targets", sorted(elements(config, "target")), sorted(targets));
  }

  private static void read(JsonObject recorded) {
    Circumstances circumstances = circumstances(recorded);
    Definition definition = DefinitionReader.read(files(recorded), circumstances);
    Selection selection =
        Selection.of(
            definition,
            Cases.strings(recorded, "targets"),
            Cases.strings(recorded, "overrides"),
            circumstances.environment());
    if (recorded.has("error")) {
      return;
    }
    JsonObject ours = DefinitionPrinter.selection(selection);
    same("targets", recorded.get("resultTargets"), ours.get("target"));
    same(
        "groups",
        canonical(recorded.getAsJsonObject("resultGroups")),
        canonical(ours.getAsJsonObject("group")));
  }

  private static List<BakeFile> files(JsonObject recorded) {
    var files = new ArrayList<BakeFile>();
    for (JsonObject each : Cases.list(recorded, "files")) {
      byte[] content = Cases.string(each, "content").getBytes(StandardCharsets.UTF_8);
      files.add(new BakeFile(Cases.string(each, "name"), content));
    }
    return files;
  }

  /** Only cases about paths relative to a file have files in directories. */
  private static Circumstances circumstances(JsonObject recorded) {
    boolean directories = files(recorded).stream().anyMatch(each -> each.name().contains("/"));
    return new Circumstances(
        map(recorded, "defaults"),
        map(recorded, "vars"),
        map(recorded, "env"),
        Map.of(),
        directories);
  }

  private static Map<String, String> map(JsonObject recorded, String key) {
    return recorded.get(key) instanceof JsonObject
        ? Json.stringMap(recorded, key)
        : new HashMap<>();
  }

  private static List<JsonElement> elements(JsonObject object, String key) {
    return object.get(key) instanceof JsonArray array ? array.asList() : List.of();
  }

  /** Each as text with the members of groups sorted, in the order of the texts. */
  private static List<String> sorted(List<JsonElement> elements) {
    return elements.stream()
        .map(each -> canonical(each.getAsJsonObject()).toString())
        .sorted()
        .toList();
  }

  private static JsonObject canonical(JsonObject object) {
    var canonical = new JsonObject();
    object.keySet().stream()
        .sorted()
        .forEach(key -> {
          JsonElement value = object.get(key);
          if (value instanceof JsonObject inner) {
            canonical.add(key, canonical(inner));
          } else if (key.equals("targets")) {
            canonical.add(key, Json.array(Cases.strings(object, key).stream().sorted().toList()));
          } else {
            canonical.add(key, value instanceof JsonArray array ? canonical(array) : value);
          }
        });
    return canonical;
  }

  private static JsonArray canonical(JsonArray array) {
    var canonical = new JsonArray();
    array.forEach(
        each -> canonical.add(each instanceof JsonObject object ? canonical(object) : each));
    return canonical;
  }
}
