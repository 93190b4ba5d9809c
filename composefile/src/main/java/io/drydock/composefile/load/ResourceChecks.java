package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.Set;

/** Refuses values of a document that contradict each other, whatever the rest of it says. */
final class ResourceChecks {
  private static final Set<String> BESIDE_EXTERNAL = Set.of("name", "external");

  private ResourceChecks() {}

  /**
   * @throws DrydockException of kind INVALID, at the value
   */
  static void check(YamlMapping document) {
    each(document, "volumes", ResourceChecks::volume);
    each(document, "configs", (node, path) -> source(node, path, "file", "environment", "content"));
    each(document, "secrets", (node, path) -> source(node, path, "file", "environment"));
    each(document, "services", ResourceChecks::service);
  }

  private interface Check {
    void check(YamlNode node, YamlPath path);
  }

  private static void each(YamlMapping document, String section, Check check) {
    YamlPath path = YamlPath.of(section);
    for (YamlMapping.Entry entry : Trees.mapping(document, section).entries()) {
      check.check(entry.value(), path.key(entry.key()));
    }
  }

  private static void volume(YamlNode volume, YamlPath path) {
    if (!(volume instanceof YamlMapping mapping) || !Trees.flag(mapping, "external")) {
      return;
    }
    for (YamlMapping.Entry each : mapping.entries()) {
      if (!BESIDE_EXTERNAL.contains(each.key()) && !each.key().startsWith("x-")) {
        throw invalid(
            each.location(),
            "%s: conflicting parameters \"external\" and \"%s\" specified"
                .formatted(path, each.key()));
      }
    }
  }

  private static void source(YamlNode file, YamlPath path, String... sources) {
    List<String> given = List.of(sources).stream().filter(each -> Trees.has(file, each)).toList();
    String names = String.join("|", sources);
    if (given.size() > 1) {
      throw invalid(
          Trees.place(file, given.getLast()),
          path + ": " + names + " attributes are mutually exclusive");
    }
    if (given.isEmpty() && !Trees.has(file, "driver") && !Trees.has(file, "external")) {
      throw invalid(file.location(), path + ": one of " + names + " must be set");
    }
  }

  private static void service(YamlNode service, YamlPath path) {
    items(service, path, "ports", ResourceChecks::port);
    items(service, path, "gpus", ResourceChecks::deviceRequest);
    YamlMapping develop = Trees.mapping(service, "develop");
    items(develop, path.key("develop"), "watch", ResourceChecks::watchRule);
    service
        .at("deploy", "resources", "reservations")
        .ifPresent(each ->
            items(
                each,
                path.key("deploy").key("resources").key("reservations"),
                "devices",
                ResourceChecks::deviceRequest));
  }

  private static void items(YamlNode node, YamlPath path, String key, Check check) {
    int index = 0;
    for (YamlNode each : Trees.items(node, key)) {
      check.check(each, path.key(key).item(index++));
    }
  }

  private static void port(YamlNode port, YamlPath path) {
    String address = Trees.text(port, "host_ip");
    if (!address.isEmpty() && !IpAddresses.isAddress(address)) {
      throw invalid(Trees.place(port, "host_ip"), path + ": invalid ip address: " + address);
    }
  }

  private static void deviceRequest(YamlNode request, YamlPath path) {
    if (Trees.has(request, "count") && Trees.has(request, "device_ids")) {
      throw invalid(
          Trees.place(request, "device_ids"),
          path + ": \"count\" and \"device_ids\" attributes are exclusive");
    }
  }

  private static void watchRule(YamlNode rule, YamlPath path) {
    if (Trees.text(rule, "path").isEmpty()) {
      throw invalid(rule.location(), path.key("path") + ": value can't be blank");
    }
  }

  private static DrydockException invalid(SourceLocation place, String message) {
    return new DrydockException(ErrorKind.INVALID, message).at(place);
  }
}
