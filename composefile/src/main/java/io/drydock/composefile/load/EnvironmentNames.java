package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.Map;

/** Gives variables without value, in services and builds, that of where Compose runs. */
final class EnvironmentNames {
  private final Map<String, String> environment;

  private EnvironmentNames(Map<String, String> environment) {
    this.environment = environment;
  }

  static YamlMapping resolve(YamlMapping document, Map<String, String> environment) {
    var names = new EnvironmentNames(environment);
    return document.update("services", names::services);
  }

  private YamlNode services(YamlNode node) {
    return node instanceof YamlMapping services
        ? services.map((name, each) -> each instanceof YamlMapping it ? service(it) : each)
        : node;
  }

  private YamlMapping service(YamlMapping service) {
    return service
        .update("environment", this::values)
        .update(
            "build",
            each -> each instanceof YamlMapping build ? build.update("args", this::values) : each);
  }

  private YamlNode values(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return mapping.map((name, each) -> each.isNull() ? value(name, each) : each);
    }
    return node instanceof YamlSequence sequence ? sequence.map(this::assignment) : node;
  }

  private YamlNode value(String name, YamlNode absent) {
    String value = environment.get(name);
    return value == null ? absent : YamlScalar.of(value, absent.location());
  }

  private YamlNode assignment(YamlNode node) {
    String text = node.text().orElse("");
    String value = text.indexOf('=') < 0 ? environment.get(text) : null;
    return value == null ? node : YamlScalar.of(text + "=" + value, node.location());
  }
}
