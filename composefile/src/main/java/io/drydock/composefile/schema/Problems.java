package io.drydock.composefile.schema;

import io.drydock.composefile.yaml.YamlPath;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/** What was found so far. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void add(YamlPath path, SourceLocation location, String message) {
    add(path, location, message, "");
  }

  void add(YamlPath path, SourceLocation location, String message, String hint) {
    found.add(new Problem(path, location, message, hint));
  }

  List<Problem> list() {
    return List.copyOf(found);
  }
}
