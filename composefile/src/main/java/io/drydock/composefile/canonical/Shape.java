package io.drydock.composefile.canonical;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** What kind of value stands at a place of a project, and how its canonical form is written. */
abstract class Shape {
  /**
   * The canonical form of a value.
   *
   * @throws DrydockException of kind INVALID, at the value, when it is of another kind
   */
  abstract YamlNode canonical(YamlNode node, YamlPath path);

  /** The canonical form as Compose writes it in JSON. */
  abstract JsonElement json(YamlNode canonical);

  /** Whether a canonical value says no more than its absence does. */
  boolean isEmpty(YamlNode canonical) {
    return canonical.isNull()
        || (canonical instanceof YamlMapping mapping && mapping.isEmpty())
        || (canonical instanceof YamlSequence sequence && sequence.isEmpty());
  }

  /** What JSON has for an absent value where it has to have something. */
  JsonElement absentJson() {
    return JsonNull.INSTANCE;
  }

  static DrydockException wrong(YamlNode node, YamlPath path, String expected) {
    return new DrydockException(ErrorKind.INVALID, path + " must be " + expected)
        .at(node.location());
  }
}
