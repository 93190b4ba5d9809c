package io.drydock.bake.model;

import io.drydock.bake.compose.ComposeFiles;
import io.drydock.bake.hcl.Body;
import io.drydock.bake.hcl.Hcl;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.core.DrydockException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads bake files of all sorts: Compose files first, then HCL and JSON over them. */
public final class DefinitionReader {
  private final Circumstances circumstances;
  private final List<ComposeFile> composeFiles = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private Optional<String> firstComposeFile = Optional.empty();

  private DefinitionReader(Circumstances circumstances) {
    this.circumstances = circumstances;
  }

  /**
   * What the files define together; later ones add and change.
   *
   * @throws DrydockException of kind INVALID with the place of the first mistake
   */
  public static Definition read(List<BakeFile> files, Circumstances circumstances) {
    var reader = new DefinitionReader(circumstances);
    files.forEach(reader::add);
    return reader.definition();
  }

  private void add(BakeFile file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    if (name.endsWith(".yml") || name.endsWith(".yaml")) {
      composeFiles.add(compose(file));
      noteFirst(file);
    } else if (name.endsWith(".json") || name.endsWith(".hcl")) {
      bodies.add(HclFiles.parse(file));
    } else {
      addUnknown(file);
    }
  }

  /** The file, which has to be a Compose file of its own. */
  private ComposeFile compose(BakeFile file) {
    String text = new String(file.content(), StandardCharsets.UTF_8);
    ComposeFile compose = ComposeFile.of(file.name(), text);
    ComposeFiles.check(compose, environment());
    return compose;
  }

  private void noteFirst(BakeFile file) {
    firstComposeFile = firstComposeFile.or(() -> Optional.of(file.name()));
  }

  /** Another extension, or standard input: whatever it can be read as. */
  private void addUnknown(BakeFile file) {
    try {
      composeFiles.add(compose(file));
      noteFirst(file);
    } catch (DrydockException notCompose) {
      bodies.add(hclOrJson(file));
    }
  }

  private static Body hclOrJson(BakeFile file) {
    try {
      return Hcl.parse(file.name(), file.content());
    } catch (DrydockException notHcl) {
      try {
        return Hcl.parseJson(file.name(), file.content(), HclFiles.SCHEMA);
      } catch (DrydockException notJson) {
        boolean looksLikeJson = file.content().length > 0 && file.content()[0] == '{';
        throw looksLikeJson ? notJson : notHcl;
      }
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(circumstances.composeDefaults());
    environment.putAll(circumstances.environment());
    environment.putAll(circumstances.given());
    return environment;
  }

  private Definition definition() {
    var definition = new Definition(List.of(), List.of(), List.of());
    if (!composeFiles.isEmpty()) {
      definition = ComposeTargets.of(ComposeFiles.load(composeFiles, environment()));
      if (circumstances.fileRelative()) {
        String first = firstComposeFile.orElse("");
        definition =
            new Definition(
                definition.groups(),
                definition.targets().stream()
                    .map(each -> FileRelative.rebased(each, first))
                    .toList(),
                List.of());
      }
    }
    return bodies.isEmpty() ? definition : new HclFiles(circumstances).read(bodies, definition);
  }
}
