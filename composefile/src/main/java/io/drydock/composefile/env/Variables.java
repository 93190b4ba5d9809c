package io.drydock.composefile.env;

import java.util.Map;
import java.util.Optional;

/** Values by name, as an environment holds them; an empty value is a value. */
@FunctionalInterface
public interface Variables {
  Variables NONE = name -> Optional.empty();

  Optional<String> get(String name);

  /** The variables of a map, which is not copied. */
  static Variables of(Map<String, String> values) {
    return name -> Optional.ofNullable(values.get(name));
  }

  /** These variables, and where they lack one, those. */
  default Variables or(Variables others) {
    return name -> {
      Optional<String> value = get(name);
      return value.isPresent() ? value : others.get(name);
    };
  }
}
