package io.drydock.composefile.load;

import io.drydock.composefile.schema.ComposeSchema;
import io.drydock.composefile.yaml.YamlMapping;
import java.util.function.Consumer;

/** Checks that a document has the shape of a Compose file. */
final class Validation {
  private static final String VERSION = "version";

  private Validation() {}

  /**
   * The document without what is obsolete.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID, at the value, when it has another
   *     shape
   */
  static YamlMapping check(YamlMapping document, String file, Consumer<String> warnings) {
    ComposeSchema.check(document);
    if (document.has(VERSION)) {
      warnings.accept(
          file
              + ": the attribute `version` is obsolete, it will be ignored,"
              + " please remove it to avoid potential confusion");
    }
    return document.without(VERSION);
  }
}
