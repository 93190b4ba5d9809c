package io.drydock.compose.request;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.composefile.model.Deploy;
import io.drydock.composefile.model.DeviceRequest;

/** The member {@code deploy} of a {@link ServiceForm}, without the number of containers. */
final class DeployForm {
  private DeployForm() {}

  static JsonObject of(Deploy deploy) {
    return new GoObject()
        .text("mode", deploy.mode())
        .map("labels", deploy.labels())
        .object("update_config", deploy.updateConfig(), DeployForm::update)
        .object("rollback_config", deploy.rollbackConfig(), DeployForm::update)
        .always("resources", resources(deploy))
        .object("restart_policy", deploy.restartPolicy(), DeployForm::restartPolicy)
        .always("placement", deploy.placement().map(DeployForm::placement).orElse(new JsonObject()))
        .text("endpoint_mode", deploy.endpointMode())
        .json();
  }

  private static JsonObject update(Deploy.Update update) {
    return new GoObject()
        .pointer("parallelism", update.parallelism())
        .duration("delay", update.delay().filter(each -> !each.isZero()))
        .text("failure_action", update.failureAction())
        .duration("monitor", update.monitor().filter(each -> !each.isZero()))
        .number("max_failure_ratio", update.maxFailureRatio())
        .text("order", update.order())
        .json();
  }

  private static JsonObject resources(Deploy deploy) {
    return new GoObject()
        .object("limits", deploy.limits(), DeployForm::limits)
        .object("reservations", deploy.reservations(), DeployForm::reservations)
        .json();
  }

  private static JsonObject limits(Deploy.Limits limits) {
    return new GoObject()
        .number("cpus", limits.cpus())
        .bytes("memory", limits.memoryBytes())
        .number("pids", limits.pids())
        .json();
  }

  private static JsonObject reservations(Deploy.Reservations reservations) {
    return new GoObject()
        .number("cpus", reservations.cpus())
        .bytes("memory", reservations.memoryBytes())
        .array("devices", reservations.devices(), DeployForm::deviceRequest)
        .array(
            "generic_resources",
            reservations.genericResources().entrySet(),
            each -> generic(each.getKey(), each.getValue()))
        .json();
  }

  private static JsonObject generic(String kind, long value) {
    var discrete = new JsonObject();
    discrete.addProperty("kind", kind);
    discrete.addProperty("value", value);
    var generic = new JsonObject();
    generic.add("discrete_resource_spec", discrete);
    return generic;
  }

  static JsonElement deviceRequest(DeviceRequest request) {
    return new GoObject()
        .strings("capabilities", request.capabilities())
        .text("driver", request.driver())
        .number("count", request.count())
        .strings("device_ids", request.deviceIds())
        .map("options", request.options())
        .json();
  }

  private static JsonObject restartPolicy(Deploy.RestartPolicy policy) {
    return new GoObject()
        .text("condition", policy.condition())
        .duration("delay", policy.delay())
        .pointer("max_attempts", policy.maxAttempts())
        .duration("window", policy.window())
        .json();
  }

  private static JsonObject placement(Deploy.Placement placement) {
    return new GoObject()
        .strings("constraints", placement.constraints())
        .array(
            "preferences",
            placement.spread(),
            each -> new GoObject().always("spread", new JsonPrimitive(each)).json())
        .number("max_replicas_per_node", placement.maxReplicasPerNode())
        .json();
  }
}
