package io.drydock.conformance;

import static io.drydock.conformance.Report.refused;
import static io.drydock.conformance.Report.same;

import com.google.gson.JsonObject;
import io.drydock.composefile.Compose;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlReader;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/**
 * Whole projects, from their files to the canonical form. Files in folders that a test made for
 * itself are recorded where they were given to the loader, but not where others only name them.
 */
final class LoadSuite extends ComposeGoSuite {
  LoadSuite() {
    super("load-cases");
  }

  @Override
  void check(JsonObject recorded, Path folder) throws Exception {
    Path temporary = Files.createTempDirectory("drydock-conformance").toRealPath();
    try {
      check(recorded, new Places(folder.resolve("repo").toRealPath(), temporary));
    } finally {
      Trees.delete(temporary);
    }
  }

  /** What the placeholders of the recording stand for. */
  private record Places(Path repository, Path temporary) {
    String in(String text) {
      return text.replace("$REPO", repository.toString()).replace("$TMP", temporary.toString());
    }
  }

  private static void check(JsonObject recorded, Places places) throws Exception {
    ComposeRequest request = request(recorded, places);
    if (recorded.has("error")) {
      refused(Cases.string(recorded, "error"), () -> Compose.load(request));
      return;
    }
    Project project = Compose.load(request);
    same("name", Cases.string(recorded, "name"), project.name());
    same("canonical form", canonical(recorded, places), InOrder.of(project.definition()));
    same(
        "disabled services",
        new TreeSet<>(Cases.strings(recorded, "disabledServices")).toString(),
        project.disabledServices().keySet().toString());
  }

  private static String canonical(JsonObject recorded, Places places) {
    String text = places.in(Cases.string(recorded, "canonicalYaml"));
    YamlNode root = YamlReader.documents(text, "canonicalYaml").getFirst();
    return InOrder.of(root);
  }

  private static ComposeRequest request(JsonObject recorded, Places places) throws IOException {
    var files = new ArrayList<ComposeFile>();
    for (JsonObject each : Cases.list(recorded, "files")) {
      files.add(file(each, places));
    }
    JsonObject options = Json.child(recorded, "options").orElseGet(JsonObject::new);
    return new ComposeRequest(
        files,
        places.in(Cases.string(recorded, "workingDir")),
        Path.of(places.in(Cases.string(recorded, "cwd"))),
        new LinkedHashMap<>(Json.stringMap(recorded, "env")),
        Cases.string(options, "projectName"),
        Cases.flag(options, "projectNameImperativelySet"),
        options(options),
        List.of(new TestRemote(places.repository().resolve("loader"))));
  }

  private static ComposeFile file(JsonObject file, Places places) throws IOException {
    Path path = Path.of(places.in(Cases.string(file, "filename")));
    String content = places.in(Cases.string(file, "content"));
    if (path.startsWith(places.temporary())) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    }
    return ComposeFile.of(path.toString(), content);
  }

  private static LoadOptions options(JsonObject options) {
    return new LoadOptions(
        !Cases.flag(options, "skipInterpolation"),
        !Cases.flag(options, "skipValidation"),
        !Cases.flag(options, "skipNormalization"),
        Cases.flag(options, "resolvePaths"),
        !Cases.flag(options, "skipConsistencyCheck"),
        !Cases.flag(options, "skipResolveEnvironment"),
        Cases.flag(options, "discardEnvFiles"),
        Cases.strings(options, "profiles"),
        Cases.strings(options, "selectedServices"),
        Cases.flag(options, "prune"));
  }
}
