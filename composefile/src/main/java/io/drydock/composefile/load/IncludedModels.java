package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The models that files include. Files that include each other in a lattice lead to one model on
 * many ways; it is made once.
 */
final class IncludedModels {
  private final Map<Key, YamlMapping> made = new HashMap<>();

  /**
   * All that a model follows from.
   *
   * @param files absolute paths
   * @param folder where their relative paths start, as seen from the current folder
   * @param directory the same, as seen from whoever includes them
   */
  record Key(
      List<String> files, String folder, String directory, Map<String, String> environment) {}

  YamlMapping get(Key key, Supplier<YamlMapping> maker) {
    YamlMapping known = made.get(key);
    if (known == null) {
      known = maker.get();
      made.put(key, known);
    }
    return known;
  }
}
