package io.drydock.composefile.env;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Variables in all values of a document; keys stay as they are. A string that stands where a number
 * or a boolean belongs becomes one, as variables have no types.
 */
public final class Interpolation {
  private final Variables variables;
  private final Consumer<String> warnings;
  private final Casts casts;
  private final Set<String> warned = new HashSet<>();

  /**
   * @param warnings takes a sentence for each variable that is used and is not set, once a name
   */
  public Interpolation(Variables variables, Consumer<String> warnings) {
    this(variables, warnings, Casts.COMPOSE);
  }

  /**
   * @param casts what belongs where; by itself a Compose file's
   */
  public Interpolation(Variables variables, Consumer<String> warnings, Casts casts) {
    this.variables = variables;
    this.warnings = warnings;
    this.casts = casts;
  }

  /**
   * The document with its variables filled in.
   *
   * @throws DrydockException of kind INVALID, with place and path of the value, for a bad template,
   *     a demanded variable without a value, or a value that is not what belongs there
   */
  public YamlMapping fill(YamlMapping document) {
    return (YamlMapping) fill(document, YamlPath.ROOT);
  }

  /** A part of a document that stands at the path. */
  public YamlNode fill(YamlNode node, YamlPath path) {
    if (node instanceof YamlMapping mapping) {
      return mapping.map((key, value) -> fill(value, path.key(key)));
    }
    if (node instanceof YamlSequence sequence) {
      return fill(sequence, path);
    }
    var scalar = (YamlScalar) node;
    return scalar.value() instanceof String text ? fill(scalar, text, path) : scalar;
  }

  private YamlSequence fill(YamlSequence sequence, YamlPath path) {
    int[] index = {0};
    return sequence.map(each -> fill(each, path.item(index[0]++)));
  }

  private YamlScalar fill(YamlScalar scalar, String text, YamlPath path) {
    try {
      String filled = Template.expand(text, variables, this::warn);
      return casts.cast(scalar, filled, path, warnings);
    } catch (DrydockException e) {
      throw failure(e, text, path).at(scalar.location());
    }
  }

  private static DrydockException failure(DrydockException cause, String text, YamlPath path) {
    if (cause.getMessage().startsWith("Invalid template")) {
      return new DrydockException(
              ErrorKind.INVALID,
              "invalid interpolation format for " + path + ": \"" + text + "\"",
              cause)
          .withHint("You may need to escape any $ with another $.");
    }
    return new DrydockException(
        ErrorKind.INVALID, "error while interpolating " + path + ": " + cause.getMessage(), cause);
  }

  private void warn(String name) {
    if (warned.add(name)) {
      warnings.accept("The \"" + name + "\" variable is not set. Defaulting to a blank string.");
    }
  }

  /** The variables that the document names, in the order of its values. */
  public static List<TemplateVariable> variables(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return mapping.entries().stream().flatMap(each -> variables(each.value()).stream()).toList();
    }
    if (node instanceof YamlSequence sequence) {
      return sequence.items().stream().flatMap(each -> variables(each).stream()).toList();
    }
    return node instanceof YamlScalar scalar && scalar.value() instanceof String text
        ? Template.parse(text).variables()
        : List.of();
  }
}
