package io.drydock.cli.compose;

import io.drydock.cli.output.Table;
import io.drydock.composefile.Compose;
import io.drydock.composefile.env.Template;
import io.drydock.composefile.env.TemplateVariable;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The variables that a project's files name. */
final class ConfigVariables {
  private static final int COLUMN = 20;

  private ConfigVariables() {}

  /** A table of them, by name. */
  static String table(ComposeCall call, ComposeRequest request) {
    LoadOptions options = request.options();
    var plain =
        new LoadOptions(
            false,
            options.validate(),
            false,
            false,
            false,
            false,
            false,
            options.profiles(),
            List.of(),
            false);
    YamlMapping model = call.guarded(() -> Compose.model(request.with(plain), _ -> {}));
    Map<String, TemplateVariable> found = new TreeMap<>();
    gather(model, found);
    var lines = new ArrayList<String>();
    lines.add("NAME\tREQUIRED\tDEFAULT VALUE\tALTERNATE VALUE");
    for (TemplateVariable each : found.values()) {
      lines.add(
          String.join(
              "\t",
              each.name(),
              String.valueOf(each.required()),
              each.defaultValue(),
              each.alternateValue()));
    }
    return Table.of(lines, COLUMN);
  }

  private static void gather(YamlNode node, Map<String, TemplateVariable> found) {
    if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(each -> gather(each.value(), found));
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(each -> gather(each, found));
    } else if (node instanceof YamlScalar scalar && scalar.value() instanceof String text) {
      Template.parse(text).variables().forEach(each -> found.putIfAbsent(each.name(), each));
    }
  }
}
