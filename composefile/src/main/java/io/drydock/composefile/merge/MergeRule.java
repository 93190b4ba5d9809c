package io.drydock.composefile.merge;

import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the values of places are merged that have a rule of their own. */
enum MergeRule {
  /** The later value stands, even where it is empty: a command line is no sum of two. */
  REPLACE {
    @Override
    YamlNode merge(Place<MergeRule> place, YamlNode base, YamlNode override) {
      return override;
    }
  },

  /** Both become a list, and the later one's items stand last. */
  LIST {
    @Override
    YamlNode merge(Place<MergeRule> place, YamlNode base, YamlNode override) {
      return Merge.append(Forms.list(base), Forms.list(override));
    }
  },

  /**
   * Both become a list of {@code KEY=VALUE}; a key that is reset takes its earlier values along.
   */
  KEY_VALUES {
    @Override
    YamlNode merge(Place<MergeRule> place, YamlNode base, YamlNode override) {
      YamlSequence later = Forms.list(override);
      var items = new ArrayList<YamlNode>(Forms.list(base).items());
      for (YamlNode each : later) {
        if (Marks.resets(each)) {
          items.removeIf(item -> Forms.key(item).equals(Forms.key(each)));
        }
      }
      items.addAll(later.items());
      return YamlSequence.of(items, base.isNull() ? override.location() : base.location());
    }
  },

  /** As {@link #LIST}, but an address that a host has already is not given again. */
  HOSTS {
    @Override
    YamlNode merge(Place<MergeRule> place, YamlNode base, YamlNode override) {
      YamlSequence hosts = Forms.list(base);
      var items = new ArrayList<YamlNode>(hosts.items());
      for (YamlNode each : Forms.list(override)) {
        if (!hosts.items().contains(each)) {
          items.add(each);
        }
      }
      return hosts.withItems(items);
    }
  },

  /** Lists of names become mappings with nothing under each name, and mappings are merged. */
  NAMED {
    @Override
    YamlNode merge(Place<MergeRule> place, YamlNode base, YamlNode override) {
      return Merge.mappings(
          place, Forms.named(base, Forms::nothing), Forms.named(override, Forms::nothing));
    }
  },

  /** As {@link #NAMED}, with the dependency that a bare name means. */
  DEPENDENCIES {
    @Override
    YamlNode merge(Place<MergeRule> place, YamlNode base, YamlNode override) {
      return Merge.mappings(
          place, Forms.named(base, Forms::dependency), Forms.named(override, Forms::dependency));
    }
  },

  /** A bare string is the build context, and mappings are merged. */
  BUILD {
    @Override
    boolean appliesTo(YamlNode base, YamlNode override) {
      return !base.isNull() && !override.isNull();
    }

    @Override
    YamlNode merge(Place<MergeRule> place, YamlNode base, YamlNode override) {
      return Merge.mappings(place, Forms.build(base), Forms.build(override));
    }
  },

  /** Options are merged for one and the same driver; another driver takes none of them over. */
  LOGGING {
    @Override
    boolean appliesTo(YamlNode base, YamlNode override) {
      Optional<YamlNode> driver = base.at("driver");
      Optional<YamlNode> other = override.at("driver");
      return driver.isPresent() && other.isPresent() && !driver.equals(other);
    }

    @Override
    YamlNode merge(Place<MergeRule> place, YamlNode base, YamlNode override) {
      return override;
    }
  },

  /** Address ranges are merged with those of the same subnet. */
  SUBNETS {
    @Override
    boolean appliesTo(YamlNode base, YamlNode override) {
      return base instanceof YamlSequence && override instanceof YamlSequence;
    }

    @Override
    YamlNode merge(Place<MergeRule> place, YamlNode base, YamlNode override) {
      YamlSequence earlier = Forms.list(base);
      var ranges = new ArrayList<YamlNode>(earlier.items());
      for (YamlNode each : Forms.list(override)) {
        int present = sameSubnet(ranges, each);
        if (present < 0) {
          ranges.add(each);
        } else {
          ranges.set(present, Merge.values(place.under("*"), ranges.get(present), each));
        }
      }
      return earlier.withItems(ranges);
    }
  };

  /** The rules by place. */
  static final PathRules<MergeRule> BY_PATH =
      PathRules.<MergeRule>empty()
          .add("networks.*.ipam.config", SUBNETS)
          .add("networks.*.labels", KEY_VALUES)
          .add("volumes.*.labels", KEY_VALUES)
          .add("services.*.annotations", KEY_VALUES)
          .add("services.*.build", BUILD)
          .add("services.*.build.additional_contexts", KEY_VALUES)
          .add("services.*.build.args", KEY_VALUES)
          .add("services.*.build.extra_hosts", HOSTS)
          .add("services.*.build.labels", KEY_VALUES)
          .add("services.*.command", REPLACE)
          .add("services.*.depends_on", DEPENDENCIES)
          .add("services.*.deploy.labels", KEY_VALUES)
          .add("services.*.dns", LIST)
          .add("services.*.dns_opt", LIST)
          .add("services.*.dns_search", LIST)
          .add("services.*.entrypoint", REPLACE)
          .add("services.*.env_file", LIST)
          .add("services.*.environment", KEY_VALUES)
          .add("services.*.extra_hosts", HOSTS)
          .add("services.*.healthcheck.test", REPLACE)
          .add("services.*.label_file", LIST)
          .add("services.*.labels", KEY_VALUES)
          .add("services.*.logging", LOGGING)
          .add("services.*.models", NAMED)
          .add("services.*.networks", NAMED)
          .add("services.*.sysctls", KEY_VALUES)
          .add("services.*.tmpfs", LIST)
          .add("services.*.ulimits.*", REPLACE);

  /** Whether the rule has something to say of these values; those of all places hold else. */
  boolean appliesTo(YamlNode base, YamlNode override) {
    return true;
  }

  /** The merged value of two that the rule applies to. */
  abstract YamlNode merge(Place<MergeRule> place, YamlNode base, YamlNode override);

  private static int sameSubnet(List<YamlNode> ranges, YamlNode range) {
    YamlNode subnet = range.at("subnet").orElse(null);
    for (int i = 0; subnet != null && i < ranges.size(); i++) {
      if (subnet.equals(ranges.get(i).at("subnet").orElse(null))) {
        return i;
      }
    }
    return -1;
  }
}
