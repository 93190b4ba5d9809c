package io.drydock.composefile.canonical;

import static io.drydock.composefile.canonical.Shapes.BYTES;
import static io.drydock.composefile.canonical.Shapes.COUNT;
import static io.drydock.composefile.canonical.Shapes.DECIMAL;
import static io.drydock.composefile.canonical.Shapes.DURATION;
import static io.drydock.composefile.canonical.Shapes.TEXT;
import static io.drydock.composefile.canonical.Shapes.TEXTS;
import static io.drydock.composefile.canonical.Shapes.TEXTS_BY_NAME;
import static io.drydock.composefile.canonical.Shapes.WHOLE;

import io.drydock.composefile.canonical.StructShape.Field;

/** The shapes of {@code deploy}. */
final class DeployShapes {
  static final Shape DEVICE_REQUEST =
      new StructShape(
          Field.of("capabilities", TEXTS),
          Field.of("driver", TEXT),
          Field.of("count", COUNT),
          Field.of("device_ids", TEXTS),
          Field.of("options", TEXTS_BY_NAME));

  private static final Shape UPDATE =
      new StructShape(
          Field.given("parallelism", WHOLE),
          Field.of("delay", DURATION),
          Field.of("failure_action", TEXT),
          Field.of("monitor", DURATION),
          Field.of("max_failure_ratio", DECIMAL),
          Field.of("order", TEXT));

  private static final Shape GENERIC_RESOURCE =
      new StructShape(
          Field.given(
              "discrete_resource_spec",
              new StructShape(Field.always("kind", TEXT, ""), Field.always("value", WHOLE, 0))));

  private static final Shape RESOURCE =
      new StructShape(
          Field.of("cpus", DECIMAL),
          Field.of("memory", BYTES),
          Field.of("pids", WHOLE),
          Field.of("devices", Shapes.list(DEVICE_REQUEST)),
          Field.of("generic_resources", Shapes.list(GENERIC_RESOURCE)));

  private static final Shape RESTART_POLICY =
      new StructShape(
          Field.of("condition", TEXT),
          Field.given("delay", DURATION),
          Field.given("max_attempts", WHOLE),
          Field.given("window", DURATION));

  private static final Shape PLACEMENT =
      new StructShape(
          Field.of("constraints", TEXTS),
          Field.of("preferences", Shapes.list(new StructShape(Field.of("spread", TEXT)))),
          Field.of("max_replicas_per_node", WHOLE));

  static final Shape DEPLOY =
      new StructShape(
          Field.of("mode", TEXT),
          Field.given("replicas", WHOLE),
          Field.of("labels", TEXTS_BY_NAME),
          Field.given("update_config", UPDATE),
          Field.given("rollback_config", UPDATE),
          Field.of(
                  "resources",
                  new StructShape(
                      Field.given("limits", RESOURCE), Field.given("reservations", RESOURCE)))
              .alwaysInJson(),
          Field.given("restart_policy", RESTART_POLICY),
          Field.of("placement", PLACEMENT).alwaysInJson(),
          Field.of("endpoint_mode", TEXT));

  private DeployShapes() {}
}
