package io.drydock.composefile.merge;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;

/** The kinds of values as errors call them. */
final class Kinds {
  private Kinds() {}

  static String of(YamlNode node) {
    if (node instanceof YamlMapping) {
      return "a mapping";
    }
    if (node instanceof YamlSequence) {
      return "a list";
    }
    YamlScalar.Type type = ((YamlScalar) node).type();
    return type == YamlScalar.Type.NULL ? "empty" : type.description();
  }
}
