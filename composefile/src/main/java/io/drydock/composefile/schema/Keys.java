package io.drydock.composefile.schema;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.core.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a mapping, and what may stand under each. */
final class Keys {
  private static final String EXTENSION = "x-";

  private final Map<String, Shape> known = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();
  private @Nullable Shape others;
  private boolean namesOnly;
  private boolean extensible = true;

  private Keys() {}

  /** Keys that are each known; such with {@code x-} may stand beside them. */
  static Keys known() {
    return new Keys();
  }

  /** Any keys, under each of which stands the same. */
  static Keys any(Shape others) {
    var keys = new Keys();
    keys.others = others;
    return keys;
  }

  /** Keys that are names of services, volumes and the like. */
  static Keys names(Shape others) {
    Keys keys = any(others);
    keys.namesOnly = true;
    keys.extensible = false;
    return keys;
  }

  /** Adds keys under which the same stands. */
  Keys put(Shape shape, String... names) {
    for (String name : names) {
      known.put(name, shape);
    }
    return this;
  }

  /** Keys that have to be there. */
  Keys require(String... names) {
    required.addAll(List.of(names));
    return this;
  }

  /** No {@code x-} keys. */
  Keys closed() {
    extensible = false;
    return this;
  }

  void check(YamlMapping mapping, YamlPath path, Problems problems) {
    for (YamlMapping.Entry each : mapping.entries()) {
      check(each, path, problems);
    }
    for (String each : required) {
      if (!mapping.has(each)) {
        problems.add(path, mapping.location(), "lacks the key \"" + each + "\"");
      }
    }
  }

  private void check(YamlMapping.Entry entry, YamlPath path, Problems problems) {
    String key = entry.key();
    Shape shape = known.getOrDefault(key, others);
    if (shape == null) {
      if (!extensible || !key.startsWith(EXTENSION)) {
        addUnknown(entry, path, problems);
      }
    } else if (namesOnly && !isName(key)) {
      problems.add(
          path,
          entry.location(),
          "holds the name \"" + key + "\", which may have letters, digits, ., _ and - only");
    } else {
      shape.check(entry.value(), path.key(key), problems);
    }
  }

  private void addUnknown(YamlMapping.Entry entry, YamlPath path, Problems problems) {
    String key = entry.key();
    String hint =
        Suggestion.closest(key, List.copyOf(known.keySet()))
            .map(each -> "Did you mean \"" + each + "\"?")
            .orElse("");
    String where = path.steps().isEmpty() ? "the file has" : "has";
    problems.add(path, entry.location(), where + " the unknown key \"" + key + "\"", hint);
  }

  private static boolean isName(String key) {
    for (int i = 0; i < key.length(); i++) {
      char each = key.charAt(i);
      boolean allowed =
          (each >= 'a' && each <= 'z')
              || (each >= 'A' && each <= 'Z')
              || (each >= '0' && each <= '9')
              || "._-".indexOf(each) >= 0;
      if (!allowed) {
        return false;
      }
    }
    return !key.isEmpty();
  }
}
