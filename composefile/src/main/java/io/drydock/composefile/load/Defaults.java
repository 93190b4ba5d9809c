package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.function.UnaryOperator;

/** Adds what each part of a service means that leaves it unsaid; the document is in long forms. */
final class Defaults {
  private Defaults() {}

  static YamlMapping add(YamlMapping document) {
    return document.update("services", services -> each(services, Defaults::service));
  }

  private static YamlNode each(YamlNode node, UnaryOperator<YamlMapping> change) {
    if (node instanceof YamlMapping mapping) {
      return mapping.map(
          (key, value) -> value instanceof YamlMapping each ? change.apply(each) : value);
    }
    return node instanceof YamlSequence sequence
        ? sequence.map(item -> item instanceof YamlMapping each ? change.apply(each) : item)
        : node;
  }

  private static YamlMapping service(YamlMapping service) {
    return service
        .update("build", build -> build instanceof YamlMapping each ? build(each) : build)
        .update("secrets", secrets -> each(secrets, Defaults::secret))
        .update("ports", ports -> each(ports, Defaults::port))
        .update("gpus", gpus -> each(gpus, Defaults::deviceRequest))
        .update("deploy", Defaults::deploy);
  }

  private static YamlMapping build(YamlMapping build) {
    return absent(build, "context", ".");
  }

  private static YamlMapping secret(YamlMapping secret) {
    return secret
        .get("source")
        .flatMap(YamlNode::text)
        .map(source -> absent(secret, "target", "/run/secrets/" + source))
        .orElse(secret);
  }

  private static YamlMapping port(YamlMapping port) {
    return absent(absent(port, "protocol", "tcp"), "mode", "ingress");
  }

  private static YamlMapping deviceRequest(YamlMapping request) {
    return request.has("device_ids") ? request : absent(request, "count", "all");
  }

  private static YamlNode deploy(YamlNode deploy) {
    return update(
        deploy,
        devices -> each(devices, Defaults::deviceRequest),
        "resources",
        "reservations",
        "devices");
  }

  private static YamlNode update(YamlNode node, UnaryOperator<YamlNode> change, String... keys) {
    return update(node, change, 0, keys);
  }

  private static YamlNode update(
      YamlNode node, UnaryOperator<YamlNode> change, int from, String... keys) {
    if (from == keys.length) {
      return change.apply(node);
    }
    return node instanceof YamlMapping mapping
        ? mapping.update(keys[from], value -> update(value, change, from + 1, keys))
        : node;
  }

  private static YamlMapping absent(YamlMapping mapping, String key, String value) {
    return mapping.has(key) ? mapping : mapping.with(key, YamlScalar.of(value, mapping.location()));
  }
}
