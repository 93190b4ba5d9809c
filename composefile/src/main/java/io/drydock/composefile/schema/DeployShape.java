package io.drydock.composefile.schema;

import static io.drydock.composefile.schema.Shapes.DEVICES;
import static io.drydock.composefile.schema.Shapes.INTEGER;
import static io.drydock.composefile.schema.Shapes.NUMBER;
import static io.drydock.composefile.schema.Shapes.PAIRS;
import static io.drydock.composefile.schema.Shapes.TEXT;
import static io.drydock.composefile.schema.Shapes.TEXTS;
import static io.drydock.composefile.schema.Shapes.TEXT_OR_TEXTS;

/** What a service's {@code deploy} and {@code develop} may hold. */
final class DeployShape {
  private DeployShape() {}

  static Shape deploy() {
    return Shape.mapping(
            Keys.known()
                .put(TEXT, "mode", "endpoint_mode")
                .put(INTEGER, "replicas")
                .put(PAIRS, "labels")
                .put(rollout(), "rollback_config", "update_config")
                .put(
                    Shape.mapping(
                        Keys.known().put(limits(), "limits").put(reservations(), "reservations")),
                    "resources")
                .put(restarts(), "restart_policy")
                .put(placement(), "placement"))
        .orNothing();
  }

  private static Shape rollout() {
    return Shape.mapping(
        Keys.known()
            .put(INTEGER, "parallelism")
            .put(TEXT, "delay", "failure_action", "monitor")
            .put(NUMBER, "max_failure_ratio")
            .put(Shape.words("start-first", "stop-first"), "order"));
  }

  private static Shape limits() {
    return Shape.mapping(Keys.known().put(NUMBER, "cpus").put(TEXT, "memory").put(INTEGER, "pids"));
  }

  private static Shape reservations() {
    Shape resource =
        Shape.mapping(
            Keys.known()
                .put(
                    Shape.mapping(Keys.known().put(TEXT, "kind").put(NUMBER, "value")),
                    "discrete_resource_spec"));
    return Shape.mapping(
        Keys.known()
            .put(NUMBER, "cpus")
            .put(TEXT, "memory")
            .put(Shape.list(resource), "generic_resources")
            .put(DEVICES, "devices"));
  }

  private static Shape restarts() {
    return Shape.mapping(
        Keys.known().put(TEXT, "condition", "delay", "window").put(INTEGER, "max_attempts"));
  }

  private static Shape placement() {
    return Shape.mapping(
        Keys.known()
            .put(TEXTS, "constraints")
            .put(Shape.list(Shape.mapping(Keys.known().put(TEXT, "spread"))), "preferences")
            .put(INTEGER, "max_replicas_per_node"));
  }

  static Shape develop() {
    Shape rule =
        Shape.mapping(
            Keys.known()
                .put(TEXT_OR_TEXTS, "ignore", "include")
                .put(TEXT, "path", "target")
                .put(
                    Shape.words("rebuild", "sync", "restart", "sync+restart", "sync+exec"),
                    "action")
                .put(ServiceShape.HOOK, "exec")
                .put(Shape.flag(), "initial_sync")
                .require("path", "action"));
    return Shape.mapping(Keys.known().put(Shape.list(rule), "watch")).orNothing();
  }
}
