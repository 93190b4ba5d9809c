package io.drydock.cli.compose;

import io.drydock.cli.frame.Arguments;
import io.drydock.composefile.canonical.CanonicalForm;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlWriter;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;

/** A project's canonical form as text. */
final class ConfigText {
  private static final String INDENT = "  ";

  private ConfigText() {}

  /** YAML, or JSON where {@code --format} says so. */
  static String of(Arguments arguments, YamlMapping project) {
    String format = arguments.value("format", "yaml");
    return switch (format) {
      case "yaml" -> YamlWriter.write(project);
      case "json" -> Json.pretty(CanonicalForm.projectJson(project), INDENT) + "\n";
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "unsupported format \"" + format + "\": give yaml or json");
    };
  }
}
