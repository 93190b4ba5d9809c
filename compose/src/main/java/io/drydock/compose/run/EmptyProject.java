package io.drydock.compose.run;

import io.drydock.composefile.model.Project;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/** Stands for a project of which only the name is known. */
final class EmptyProject {
  private EmptyProject() {}

  static Project named(String name) {
    return new Project(
        name,
        Path.of("/"),
        List.of(),
        new LinkedHashMap<>(),
        new LinkedHashSet<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        YamlMapping.empty(YamlNode.NOWHERE));
  }
}
