package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.function.Consumer;

/** Writes out what a document says in short forms. */
final class LongForms {
  private static final String NAME = "name";
  private static final String EXTERNAL = "external";

  private final ServiceForms services;
  private final Consumer<String> warnings;

  /**
   * @param lenient whether a short form that cannot be read stays as it is, as its variables have
   *     not been filled in
   * @param warnings takes a sentence for each form that is outdated
   */
  LongForms(boolean lenient, Consumer<String> warnings) {
    this.warnings = warnings;
    services = new ServiceForms(lenient);
  }

  /**
   * The document in long forms.
   *
   * @throws DrydockException of kind INVALID, at the value, for a short form that cannot be read
   */
  YamlMapping of(YamlMapping document) {
    return document.map(this::section);
  }

  private YamlNode section(String key, YamlNode value) {
    if (!(value instanceof YamlMapping section)) {
      return value;
    }
    YamlPath path = YamlPath.of(key);
    return switch (key) {
      case "services" ->
          section.map((name, service) ->
              service instanceof YamlMapping mapping
                  ? services.of(mapping, path.key(name))
                  : service);
      case "networks", "volumes", "secrets", "configs" ->
          section.map((name, resource) -> external(resource, path.key(name)));
      default -> value;
    };
  }

  /** {@code external: {name: NAME}} as {@code name: NAME} and {@code external: true}. */
  private YamlNode external(YamlNode node, YamlPath path) {
    if (!(node instanceof YamlMapping resource)
        || !(resource.get(EXTERNAL).orElse(null) instanceof YamlMapping external)) {
      return node;
    }
    YamlNode name = external.get(NAME).orElse(null);
    YamlMapping changed = resource.with(EXTERNAL, YamlScalar.of(true, external.location()));
    if (name == null) {
      return changed;
    }
    if (resource.has(NAME) && !resource.require(NAME).equals(name)) {
      throw new DrydockException(
              ErrorKind.INVALID, path + ": name and external.name conflict; only use name")
          .at(external.keyLocation(NAME));
    }
    warnings.accept(path + ": external.name is deprecated. Please set name and external: true");
    return changed.with(NAME, name);
  }
}
