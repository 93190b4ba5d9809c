package io.drydock.bake.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes what becomes of a target's result: pushed or not, loaded or not. */
final class Outputs {
  private Outputs() {}

  /** Pushing changes outputs that are images; without any, it adds one. */
  static Target push(Target target, boolean push) {
    var outputs = new ArrayList<Entry>();
    boolean onlyLoaded = true;
    for (Entry each : target.entries(TargetAttribute.OUTPUT)) {
      String type = each.get("type").orElse("");
      onlyLoaded &= type.equals("docker");
      if (type.equals("image")) {
        outputs.add(each.with("push", String.valueOf(push)));
      } else if (push || !type.equals("registry")) {
        outputs.add(each);
      }
    }
    if (push && onlyLoaded) {
      outputs.add(new Entry(Map.of("type", "image")).with("push", "true"));
    }
    return with(target, outputs);
  }

  /** Loading adds an image in the store, unless the outputs are files or have one already. */
  static Target load(Target target) {
    List<Entry> outputs = target.entries(TargetAttribute.OUTPUT);
    for (Entry each : outputs) {
      String type = each.get("type").orElse("");
      boolean isStore = type.equals("docker") && each.get("dest").isEmpty();
      boolean isFiles = !List.of("docker", "image", "registry", "oci").contains(type);
      if (isStore || isFiles) {
        return target;
      }
    }
    var more = new ArrayList<>(outputs);
    more.add(new Entry(Map.of("type", "docker")));
    return with(target, more);
  }

  private static Target with(Target target, List<Entry> outputs) {
    return target.with(TargetAttribute.OUTPUT, new Setting.Entries(outputs));
  }
}
