package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Writes out what a service says in short forms. */
final class ServiceForms {
  private final boolean lenient;

  ServiceForms(boolean lenient) {
    this.lenient = lenient;
  }

  YamlMapping of(YamlMapping service, YamlPath path) {
    return service.map((key, value) -> value(key, value, path.key(key)));
  }

  private YamlNode value(String key, YamlNode value, YamlPath path) {
    return switch (key) {
      case "build" -> build(value, path);
      case "command", "entrypoint" -> command(value, path);
      case "depends_on" -> dependencies(value);
      case "develop" -> develop(value, path);
      case "devices" -> items(value, path, ServiceForms::device);
      case "dns" -> withoutEmpty(list(value));
      case "dns_search", "label_file", "tmpfs" -> list(value);
      case "env_file" -> items(list(value), path, (each, at) -> named(each, "path"));
      case "extends" -> named(value, "service");
      case "gpus" -> gpus(value);
      case "healthcheck" -> healthCheck(value);
      case "networks", "models" -> keys(value);
      case "ports" -> ports(value, path);
      case "pre_start", "post_start", "pre_stop" -> items(value, path, this::hook);
      case "secrets", "configs" -> items(value, path, (each, at) -> named(each, "source"));
      case "volumes" -> items(value, path, this::volume);
      default -> value;
    };
  }

  /** A text as a mapping with one key. */
  private static YamlNode named(YamlNode node, String key) {
    return node instanceof YamlScalar && !node.isNull()
        ? YamlMapping.builder(node.location()).put(key, node).build()
        : node;
  }

  /** A text as a list with one item; an empty text as a list without. */
  private static YamlNode list(YamlNode node) {
    if (!(node instanceof YamlScalar scalar) || node.isNull()) {
      return node;
    }
    List<YamlNode> items = scalar.asText().isEmpty() ? List.of() : List.of(node);
    return YamlSequence.of(items, node.location());
  }

  /** A list without the items that are empty, as unset variables leave them. */
  private static YamlNode withoutEmpty(YamlNode node) {
    return node instanceof YamlSequence sequence
        ? sequence.withItems(
            sequence.items().stream().filter(each -> !each.text().orElse("").isEmpty()).toList())
        : node;
  }

  /** A list of names as a mapping of them to nothing. */
  private static YamlNode keys(YamlNode node) {
    if (!(node instanceof YamlSequence sequence)) {
      return node;
    }
    var builder = YamlMapping.builder(node.location());
    for (YamlNode each : sequence) {
      builder.put(each.text().orElse(""), YamlScalar.nothing(each.location()));
    }
    return builder.build();
  }

  private static YamlNode items(
      YamlNode node, YamlPath path, BiFunction<YamlNode, YamlPath, YamlNode> form) {
    if (!(node instanceof YamlSequence sequence)) {
      return node;
    }
    int[] index = {0};
    return sequence.map(each -> form.apply(each, path.item(index[0]++)));
  }

  private YamlNode build(YamlNode node, YamlPath path) {
    if (!(node instanceof YamlMapping build)) {
      return named(node, "context");
    }
    return build
        .update("secrets", each -> items(each, path, (item, at) -> named(item, "source")))
        .update("additional_contexts", ServiceForms::assignments);
  }

  /** A list of {@code NAME=VALUE} as a mapping. */
  private static YamlNode assignments(YamlNode node) {
    if (!(node instanceof YamlSequence sequence)) {
      return node;
    }
    var builder = YamlMapping.builder(node.location());
    for (YamlNode each : sequence) {
      String text = each.text().orElse("");
      int equals = text.indexOf('=');
      builder.put(
          equals < 0 ? text : text.substring(0, equals),
          YamlScalar.of(equals < 0 ? "" : text.substring(equals + 1), each.location()));
    }
    return builder.build();
  }

  private YamlNode command(YamlNode node, YamlPath path) {
    if (!(node instanceof YamlScalar scalar) || node.isNull()) {
      return node;
    }
    try {
      return texts(ShellWords.split(scalar.asText()), node.location());
    } catch (IllegalArgumentException e) {
      return unread(node, path, "invalid command line string: " + e.getMessage());
    }
  }

  private static YamlSequence texts(List<String> texts, SourceLocation location) {
    var items = new ArrayList<YamlNode>();
    texts.forEach(each -> items.add(YamlScalar.of(each, location)));
    return YamlSequence.of(items, location);
  }

  private static YamlNode dependencies(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return mapping.map((name, each) -> dependency(each));
    }
    return keys(node) instanceof YamlMapping names
        ? names.map((name, each) -> started(each.location()))
        : node;
  }

  private static YamlNode dependency(YamlNode node) {
    return node instanceof YamlMapping mapping && !mapping.has("required")
        ? mapping.with("required", YamlScalar.of(true, node.location()))
        : node;
  }

  private static YamlMapping started(SourceLocation location) {
    return YamlMapping.builder(location)
        .put("condition", YamlScalar.of("service_started", location))
        .put("required", YamlScalar.of(true, location))
        .build();
  }

  private YamlNode develop(YamlNode node, YamlPath path) {
    if (!(node instanceof YamlMapping develop)
        || !(develop.get("watch").orElse(null) instanceof YamlSequence rules)) {
      return node;
    }
    var changed = new ArrayList<YamlNode>();
    for (YamlNode each : rules) {
      YamlPath at = path.key("watch").item(changed.size());
      YamlNode rule =
          each instanceof YamlMapping mapping
              ? mapping.update("exec", exec -> hook(exec, at.key("exec")))
              : each;
      changed.addAll(rulesByPath(rule));
    }
    YamlSequence all = rules.withItems(changed);
    return all.equals(rules) ? node : develop.with("watch", all);
  }

  /** A rule for several paths as one for each. */
  private static List<YamlNode> rulesByPath(YamlNode node) {
    if (!(node instanceof YamlMapping rule)
        || !(rule.get("path").orElse(null) instanceof YamlSequence paths)) {
      return List.of(node);
    }
    var rules = new ArrayList<YamlNode>();
    paths.forEach(each -> rules.add(rule.with("path", each)));
    return rules;
  }

  private YamlNode hook(YamlNode node, YamlPath path) {
    return node instanceof YamlMapping hook
        ? hook.update("command", each -> command(each, path.key("command")))
        : node;
  }

  private static YamlNode device(YamlNode node, YamlPath path) {
    if (!(node instanceof YamlScalar scalar)) {
      return node;
    }
    String[] parts = scalar.asText().split(":", -1);
    if (parts.length > 3) {
      throw invalid(
          node, path, "confusing device mapping, please use long syntax: " + scalar.asText());
    }
    SourceLocation location = node.location();
    return YamlMapping.builder(location)
        .put("source", YamlScalar.of(parts[0], location))
        .put("target", YamlScalar.of(parts[parts.length > 1 ? 1 : 0], location))
        .put("permissions", YamlScalar.of(parts.length > 2 ? parts[2] : "rwm", location))
        .build();
  }

  private static YamlNode gpus(YamlNode node) {
    if (!(node instanceof YamlScalar) || node.isNull()) {
      return node;
    }
    YamlMapping request = YamlMapping.builder(node.location()).put("count", node).build();
    return YamlSequence.of(List.of(request), node.location());
  }

  private static YamlNode healthCheck(YamlNode node) {
    return node instanceof YamlMapping check ? check.update("test", ServiceForms::probe) : node;
  }

  private static YamlNode probe(YamlNode node) {
    return node instanceof YamlScalar scalar && !node.isNull()
        ? texts(List.of("CMD-SHELL", scalar.asText()), node.location())
        : node;
  }

  /** The ports in long form; all as they are where one of them cannot be read yet. */
  private YamlNode ports(YamlNode node, YamlPath path) {
    if (!(node instanceof YamlSequence sequence)) {
      return node;
    }
    var ports = new ArrayList<YamlNode>();
    for (YamlNode each : sequence) {
      try {
        ports.addAll(each instanceof YamlScalar scalar ? port(scalar) : List.of(each));
      } catch (IllegalArgumentException e) {
        unread(each, path.item(ports.size()), String.valueOf(e.getMessage()));
        return node;
      }
    }
    YamlSequence all = sequence.withItems(ports);
    return all.equals(node) ? node : all;
  }

  private static List<YamlMapping> port(YamlScalar scalar) {
    var ports = new ArrayList<YamlMapping>();
    for (PortSpec each : PortSpec.parse(scalar.asText())) {
      ports.add(port(each, scalar.location()));
    }
    return ports;
  }

  private static YamlMapping port(PortSpec port, SourceLocation location) {
    var builder = YamlMapping.builder(location).put("mode", YamlScalar.of("ingress", location));
    if (!port.hostIp().isEmpty()) {
      builder.put("host_ip", YamlScalar.of(port.hostIp(), location));
    }
    builder.put("target", YamlScalar.of(port.target(), location));
    if (!port.published().isEmpty()) {
      builder.put("published", YamlScalar.of(port.published(), location));
    }
    return builder.put("protocol", YamlScalar.of(port.protocol(), location)).build();
  }

  private YamlNode volume(YamlNode node, YamlPath path) {
    if (!(node instanceof YamlScalar scalar)) {
      return node;
    }
    try {
      return ShortVolume.parse(scalar.asText(), node.location());
    } catch (DrydockException e) {
      return unread(node, path, e.getMessage());
    }
  }

  private YamlNode unread(YamlNode node, YamlPath path, String problem) {
    if (lenient) {
      return node;
    }
    throw invalid(node, path, problem);
  }

  private static DrydockException invalid(YamlNode node, YamlPath path, String problem) {
    return new DrydockException(ErrorKind.INVALID, path + ": " + problem).at(node.location());
  }
}
