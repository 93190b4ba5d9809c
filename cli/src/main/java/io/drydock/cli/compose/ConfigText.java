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

  /**
   * YAML, or JSON where {@code --format} says so. Dollar signs are doubled unless variables are
   * left as they are, so that what is printed can be read again.
   */
  static String of(Arguments arguments, YamlMapping project) {
    String text = plain(arguments.value("format", "yaml"), project);
    return arguments.on("no-interpolate") ? text : text.replace("$", "$$");
  }

  private static String plain(String format, YamlMapping project) {
    return switch (format) {
      case "yaml" -> YamlWriter.write(project);
      case "json" -> json(project);
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "unsupported format \"" + format + "\": give yaml or json");
    };
  }

  /** As Go writes it: with what HTML does not like escaped. */
  private static String json(YamlMapping project) {
    return Json.pretty(CanonicalForm.projectJson(project), INDENT)
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
        + "\n";
  }
}
