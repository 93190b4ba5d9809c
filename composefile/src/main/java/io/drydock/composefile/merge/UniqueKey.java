package io.drydock.composefile.merge;

import io.drydock.composefile.yaml.YamlNode;
import java.util.Optional;

/** What tells the items of a list apart: of two with the same key, the later one stands. */
enum UniqueKey {
  /** What stands before the equals sign. */
  NAME {
    @Override
    Optional<String> of(YamlNode item) {
      return item.text().map(text -> Forms.key(item));
    }
  },

  /** The whole of a port. */
  TEXT {
    @Override
    Optional<String> of(YamlNode item) {
      return item.text();
    }
  },

  /** The file's path. */
  ENV_FILE {
    @Override
    Optional<String> of(YamlNode item) {
      return item.text().or(() -> text(item, "path"));
    }
  },

  /** The address, the published port, the container's port and the protocol. */
  PORT {
    @Override
    Optional<String> of(YamlNode item) {
      return item.text().or(() -> text(item, "target").map(target -> port(item, target)));
    }

    private String port(YamlNode item, String target) {
      return "%s:%s:%s/%s"
          .formatted(
              text(item, "host_ip").orElse("0.0.0.0"),
              text(item, "published").orElse(""),
              target,
              text(item, "protocol").orElse("tcp"));
    }
  },

  /** The path in the container. */
  VOLUME {
    @Override
    Optional<String> of(YamlNode item) {
      return item.text().map(ShortMounts::volumeTarget).or(() -> text(item, "target"));
    }
  },

  /** The path in the container. */
  DEVICE {
    @Override
    Optional<String> of(YamlNode item) {
      return item.text().map(ShortMounts::deviceTarget).or(() -> text(item, "target"));
    }
  },

  /** The path in the container, by default {@code /run/secrets/NAME}. */
  SECRET {
    @Override
    Optional<String> of(YamlNode item) {
      return target(item, "/run/secrets/");
    }
  },

  /** The path in the container, by default {@code /NAME}. */
  CONFIG {
    @Override
    Optional<String> of(YamlNode item) {
      return target(item, "/");
    }
  };

  /** The keys of the lists whose items are unique, by place. */
  static final PathRules<UniqueKey> BY_PATH =
      PathRules.<UniqueKey>empty()
          .add("networks.*.ipam.options", NAME)
          .add("networks.*.labels", NAME)
          .add("services.*.annotations", NAME)
          .add("services.*.build.additional_contexts", NAME)
          .add("services.*.build.args", NAME)
          .add("services.*.build.labels", NAME)
          .add("services.*.build.platform", NAME)
          .add("services.*.build.tags", NAME)
          .add("services.*.cap_add", NAME)
          .add("services.*.cap_drop", NAME)
          .add("services.*.configs", CONFIG)
          .add("services.*.deploy.labels", NAME)
          .add("services.*.devices", DEVICE)
          .add("services.*.dns", NAME)
          .add("services.*.dns_opt", NAME)
          .add("services.*.dns_search", NAME)
          .add("services.*.env_file", ENV_FILE)
          .add("services.*.environment", NAME)
          .add("services.*.expose", TEXT)
          .add("services.*.labels", NAME)
          .add("services.*.links", NAME)
          .add("services.*.networks.*.aliases", NAME)
          .add("services.*.networks.*.link_local_ips", NAME)
          .add("services.*.ports", PORT)
          .add("services.*.profiles", NAME)
          .add("services.*.secrets", SECRET)
          .add("services.*.sysctls", NAME)
          .add("services.*.tmpfs", NAME)
          .add("services.*.volumes", VOLUME);

  /** The item's key; empty for an item that has none, which is kept as it is. */
  abstract Optional<String> of(YamlNode item);

  private static Optional<String> text(YamlNode item, String key) {
    return item.at(key).flatMap(YamlNode::text);
  }

  private static Optional<String> target(YamlNode item, String folder) {
    return item.text()
        .map(folder::concat)
        .or(() -> text(item, "target"))
        .or(() -> text(item, "source").map(folder::concat));
  }
}
