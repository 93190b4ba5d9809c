package io.drydock.composefile.canonical;

import static io.drydock.composefile.canonical.Shapes.FLAG;
import static io.drydock.composefile.canonical.Shapes.TEXT;
import static io.drydock.composefile.canonical.Shapes.TEXTS;
import static io.drydock.composefile.canonical.Shapes.TEXTS_BY_NAME;
import static io.drydock.composefile.canonical.Shapes.WHOLE;

import io.drydock.composefile.canonical.StructShape.Field;
import java.util.Map;

/** The shape of a project. */
final class ProjectShapes {
  private static final Shape POOL =
      new StructShape(
          Field.of("subnet", TEXT),
          Field.of("gateway", TEXT),
          Field.of("ip_range", TEXT),
          Field.of("aux_addresses", TEXTS_BY_NAME));

  private static final Shape IPAM =
      new StructShape(
          Field.of("driver", TEXT),
          Field.of("config", Shapes.list(POOL)),
          Field.of("options", TEXTS_BY_NAME));

  private static final Shape NETWORK =
      new StructShape(
          Field.of("name", TEXT),
          Field.of("driver", TEXT),
          Field.of("driver_opts", TEXTS_BY_NAME),
          Field.of("ipam", IPAM).alwaysInJson(),
          Field.of("external", FLAG),
          Field.of("internal", FLAG),
          Field.of("attachable", FLAG),
          Field.of("labels", TEXTS_BY_NAME),
          Field.given("enable_ipv4", FLAG),
          Field.given("enable_ipv6", FLAG));

  private static final Shape VOLUME =
      new StructShape(
          Field.of("name", TEXT),
          Field.of("driver", TEXT),
          Field.of("driver_opts", TEXTS_BY_NAME),
          Field.of("external", FLAG),
          Field.of("labels", TEXTS_BY_NAME));

  private static final Shape SHARED_FILE =
      new StructShape(
          Field.of("name", TEXT),
          Field.of("file", TEXT),
          Field.of("environment", TEXT),
          Field.of("content", TEXT),
          Field.of("external", FLAG),
          Field.of("labels", TEXTS_BY_NAME),
          Field.of("driver", TEXT),
          Field.of("driver_opts", TEXTS_BY_NAME),
          Field.of("template_driver", TEXT));

  private static final Shape MODEL =
      new StructShape(
          Field.of("name", TEXT),
          Field.of("model", TEXT),
          Field.of("context_size", WHOLE),
          Field.of("runtime_flags", TEXTS));

  static final Shape PROJECT =
      new StructShape(
          Field.of("name", TEXT),
          Field.always("services", Shapes.nullable(ServiceShapes.SERVICE), Map.of()),
          Field.of("networks", Shapes.mappings(NETWORK)),
          Field.of("volumes", Shapes.mappings(VOLUME)),
          Field.of("secrets", Shapes.mappings(SHARED_FILE)),
          Field.of("configs", Shapes.mappings(SHARED_FILE)),
          Field.of("models", Shapes.mappings(MODEL)));

  private ProjectShapes() {}
}
