package io.drydock.cli.compose;

import com.google.gson.JsonObject;
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
   * left as they are, so that what is printed can be read again; then values have no types yet, and
   * keys are sorted.
   */
  static String of(Arguments arguments, YamlMapping project) {
    boolean json = isJson(arguments.value("format", "yaml"));
    if (arguments.on("no-interpolate")) {
      return json
          ? json(CanonicalForm.sortedJson(project))
          : YamlWriter.write(CanonicalForm.sorted(project));
    }
    String text = json ? json(CanonicalForm.projectJson(project)) : YamlWriter.write(project);
    return text.replace("$", "$$");
  }

  private static boolean isJson(String format) {
    return switch (format) {
      case "yaml" -> false;
      case "json" -> true;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "unsupported format \"" + format + "\": give yaml or json");
    };
  }

  /** As Go writes it: with what HTML does not like escaped. */
  private static String json(JsonObject document) {
    return Json.pretty(document, INDENT)
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
        + "\n";
  }
}
