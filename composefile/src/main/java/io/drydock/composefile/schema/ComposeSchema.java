package io.drydock.composefile.schema;

import static io.drydock.composefile.schema.Shapes.FLAG;
import static io.drydock.composefile.schema.Shapes.OPTIONS;
import static io.drydock.composefile.schema.Shapes.PAIRS;
import static io.drydock.composefile.schema.Shapes.TEXT;
import static io.drydock.composefile.schema.Shapes.TEXTS;
import static io.drydock.composefile.schema.Shapes.TEXT_OR_TEXTS;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.core.DrydockException;
import java.util.List;

/**
 * The shape of a Compose file, short forms and all: which keys may stand where, which have to, and
 * the types of their values. What values mean is not looked at.
 */
public final class ComposeSchema {
  private static final Shape EXTERNAL = FLAG.or(Shape.mapping(Keys.known().put(TEXT, "name")));

  private static final Shape DOCUMENT =
      Shape.mapping(
          Keys.known()
              .put(TEXT, "version", "name")
              .put(Shape.list(TEXT.or(include())), "include")
              .put(Shape.mapping(Keys.names(ServiceShape.service())), "services")
              .put(Shape.mapping(Keys.any(model())), "models")
              .put(Shape.mapping(Keys.any(network().orNothing())), "networks")
              .put(Shape.mapping(Keys.names(volume().orNothing())), "volumes")
              .put(Shape.mapping(Keys.names(secret())), "secrets")
              .put(Shape.mapping(Keys.names(config())), "configs"));

  private ComposeSchema() {}

  /**
   * Checks a document.
   *
   * @throws DrydockException of kind INVALID, with path and place, for the first thing that does
   *     not belong where it stands
   */
  public static void check(YamlMapping document) {
    List<Problem> problems = problems(document);
    if (!problems.isEmpty()) {
      throw problems.getFirst().asError();
    }
  }

  /** All that does not belong where it stands, in the order of the document. */
  public static List<Problem> problems(YamlMapping document) {
    var problems = new Problems();
    DOCUMENT.check(document, YamlPath.ROOT, problems);
    return problems.list();
  }

  private static Shape include() {
    return Shape.mapping(
        Keys.known()
            .put(TEXT_OR_TEXTS, "path", "env_file")
            .put(TEXT, "project_directory")
            .closed());
  }

  private static Shape model() {
    return Shape.mapping(
        Keys.known()
            .put(TEXT, "name", "model")
            .put(Shape.integer(), "context_size")
            .put(TEXTS, "runtime_flags")
            .require("model"));
  }

  private static Shape network() {
    Shape texts = Shape.mapping(Keys.any(TEXT));
    Shape range =
        Shape.mapping(
            Keys.known().put(TEXT, "subnet", "ip_range", "gateway").put(texts, "aux_addresses"));
    Shape ipam =
        Shape.mapping(
            Keys.known()
                .put(TEXT, "driver")
                .put(Shape.list(range), "config")
                .put(texts, "options"));
    return Shape.mapping(
        Keys.known()
            .put(TEXT, "name", "driver")
            .put(OPTIONS, "driver_opts")
            .put(ipam, "ipam")
            .put(EXTERNAL, "external")
            .put(FLAG, "internal", "enable_ipv4", "enable_ipv6", "attachable")
            .put(PAIRS, "labels"));
  }

  private static Shape volume() {
    return Shape.mapping(
        Keys.known()
            .put(TEXT, "name", "driver")
            .put(OPTIONS, "driver_opts")
            .put(EXTERNAL, "external")
            .put(PAIRS, "labels"));
  }

  private static Shape secret() {
    return Shape.mapping(
        Keys.known()
            .put(TEXT, "name", "environment", "file", "driver", "template_driver")
            .put(EXTERNAL, "external")
            .put(OPTIONS, "driver_opts")
            .put(PAIRS, "labels"));
  }

  private static Shape config() {
    return Shape.mapping(
        Keys.known()
            .put(TEXT, "name", "content", "environment", "file", "template_driver")
            .put(EXTERNAL, "external")
            .put(PAIRS, "labels"));
  }
}
