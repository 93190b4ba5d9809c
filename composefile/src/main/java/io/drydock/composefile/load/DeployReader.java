package io.drydock.composefile.load;

import io.drydock.composefile.model.Deploy;
import io.drydock.composefile.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Reads {@code deploy} out of its canonical form. */
final class DeployReader {
  private DeployReader() {}

  static Deploy deploy(Values deploy) {
    Values resources = deploy.part("resources");
    return new Deploy(
        deploy.text("mode"),
        deploy.integer("replicas"),
        deploy.textMap("labels"),
        deploy.part("update_config", DeployReader::update),
        deploy.part("rollback_config", DeployReader::update),
        resources.part("limits", DeployReader::limits),
        resources.part("reservations", DeployReader::reservations),
        deploy.part("restart_policy", DeployReader::restartPolicy),
        deploy.part("placement", DeployReader::placement),
        deploy.text("endpoint_mode"));
  }

  private static Deploy.Update update(Values update) {
    return new Deploy.Update(
        update.number("parallelism"),
        update.duration("delay"),
        update.text("failure_action"),
        update.duration("monitor"),
        update.decimal("max_failure_ratio"),
        update.text("order"));
  }

  private static Deploy.Limits limits(Values limits) {
    return new Deploy.Limits(
        limits.decimal("cpus"), limits.number("memory"), limits.number("pids"));
  }

  private static Deploy.Reservations reservations(Values reservations) {
    return new Deploy.Reservations(
        reservations.decimal("cpus"),
        reservations.number("memory"),
        reservations.each("devices", ResourcesReader::deviceRequest),
        genericResources(reservations));
  }

  private static SequencedMap<String, Long> genericResources(Values reservations) {
    var numbers = new LinkedHashMap<String, Long>();
    for (YamlNode each : Trees.items(reservations.mapping(), "generic_resources")) {
      Values spec = Values.of(each).part("discrete_resource_spec");
      numbers.put(spec.require("kind"), spec.number("value").orElse(0));
    }
    return numbers;
  }

  private static Deploy.RestartPolicy restartPolicy(Values policy) {
    return new Deploy.RestartPolicy(
        policy.text("condition"),
        policy.duration("delay"),
        policy.number("max_attempts"),
        policy.duration("window"));
  }

  private static Deploy.Placement placement(Values placement) {
    return new Deploy.Placement(
        placement.texts("constraints"),
        placement.each("preferences", each -> each.require("spread")),
        placement.number("max_replicas_per_node"));
  }
}
