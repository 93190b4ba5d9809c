package io.drydock.composefile.load;

import io.drydock.composefile.model.Project;
import io.drydock.composefile.yaml.YamlMapping;
import java.util.*;

final class ProjectReader {
  final ComposeRequest request;
  final SequencedMap<String, String> env;
  final Set<String> profiles;

  ProjectReader(ComposeRequest request, SequencedMap<String, String> env, Set<String> profiles) {
    this.request = request;
    this.env = env;
    this.profiles = profiles;
  }

  Project read(YamlMapping enabled, YamlMapping disabled) {
    return new Project(
        "x",
        request.currentDirectory(),
        List.of(),
        env,
        new LinkedHashSet<>(profiles),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        enabled);
  }
}
