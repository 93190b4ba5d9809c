package io.drydock.conformance.compose;

import static io.drydock.conformance.Report.refused;
import static io.drydock.conformance.Report.same;

import com.google.gson.JsonObject;
import io.drydock.composefile.Compose;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.load.RemoteFiles;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlReader;
import io.drydock.conformance.Cases;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * Whole projects. Files in folders that a test made for itself are recorded where they were given
 * to the loader, but not where they were only named by others.
 */
final class LoadSuite extends ComposeGoSuite {
  /** What stands for the checkout and for the folder of a test's own files. */
  private static final String REPOSITORY = "$REPO";

  LoadSuite() {
    super("load-cases");
  }

  @Override
  void check(JsonObject recorded, Path folder) throws Exception {
    ComposeRequest request = request(recorded, folder.resolve("repo").toRealPath());
    if (recorded.has("error")) {
      refused(Cases.string(recorded, "error"), () -> Compose.load(request));
      return;
    }
    Project project = Compose.load(request);
    String repository = folder.resolve("repo").toRealPath().toString();
    YamlNode expected =
        YamlReader.documents(
                Cases.string(recorded, "canonicalYaml").replace(REPOSITORY, repository), "recorded")
            .getFirst();
    same("project", expected, project.definition());
    same("name", Cases.string(recorded, "name"), project.name());
    same(
        "disabled services",
        new TreeSet<>(Cases.strings(recorded, "disabledServices")),
        new TreeSet<>(project.disabledServices().keySet()));
  }

  private static ComposeRequest request(JsonObject recorded, Path repository) {
    String text = recorded.toString().replace(REPOSITORY, repository.toString());
    JsonObject here = Json.object(text.getBytes(StandardCharsets.UTF_8), "case");
    JsonObject options = Json.child(here, "options").orElseGet(JsonObject::new);
    return new ComposeRequest(
        Cases.list(here, "files").stream()
            .map(each ->
                ComposeFile.of(Cases.string(each, "filename"), Cases.string(each, "content")))
            .toList(),
        Cases.string(here, "workingDir"),
        Path.of(Cases.string(here, "cwd")),
        environment(here),
        Cases.string(options, "projectName"),
        Cases.flag(options, "projectNameImperativelySet"),
        new LoadOptions(
            !Cases.flag(options, "skipInterpolation"),
            !Cases.flag(options, "skipValidation"),
            !Cases.flag(options, "skipNormalization"),
            Cases.flag(options, "resolvePaths"),
            !Cases.flag(options, "skipConsistencyCheck"),
            !Cases.flag(options, "skipResolveEnvironment"),
            Cases.flag(options, "discardEnvFiles"),
            Cases.strings(options, "profiles"),
            Cases.strings(options, "selectedServices"),
            Cases.flag(options, "prune")),
        List.of(new TestFiles(Path.of(Cases.string(here, "cwd")))));
  }

  private static SequencedMap<String, String> environment(JsonObject recorded) {
    var values = new LinkedHashMap<String, String>();
    JsonObject variables = Json.child(recorded, "env").orElseGet(JsonObject::new);
    variables.keySet().forEach(name -> values.put(name, Cases.string(variables, name)));
    return values;
  }

  /** The remote files of compose-go's tests, which lie in its checkout. */
  private record TestFiles(Path directory) implements RemoteFiles {
    private static final String SCHEME = "remote:";
    private static final Path FILES = Path.of("testdata", "remote");

    @Override
    public boolean accepts(String reference) {
      return reference.startsWith(SCHEME);
    }

    @Override
    public Path load(String reference) {
      return directory.resolve(file(reference));
    }

    @Override
    public String directory(String reference) {
      return file(reference).getParent().toString();
    }

    private static Path file(String reference) {
      return FILES.resolve(reference.substring(SCHEME.length()));
    }
  }
}
