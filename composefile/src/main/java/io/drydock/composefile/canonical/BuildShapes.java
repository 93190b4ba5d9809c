package io.drydock.composefile.canonical;

import static io.drydock.composefile.canonical.Shapes.BYTES;
import static io.drydock.composefile.canonical.Shapes.FLAG;
import static io.drydock.composefile.canonical.Shapes.MODE;
import static io.drydock.composefile.canonical.Shapes.TEXT;
import static io.drydock.composefile.canonical.Shapes.TEXTS;
import static io.drydock.composefile.canonical.Shapes.TEXTS_BY_NAME;
import static io.drydock.composefile.canonical.Shapes.VARIABLES;

import io.drydock.composefile.canonical.StructShape.Field;

/** The shapes of builds, and of the secrets and configs that they and services use. */
final class BuildShapes {
  static final Shape FILE_REFERENCE =
      new StructShape(
          Field.of("source", TEXT),
          Field.of("target", TEXT),
          Field.of("uid", TEXT),
          Field.of("gid", TEXT),
          Field.given("mode", MODE));

  static final Shape BUILD =
      new StructShape(
          Field.of("context", TEXT),
          Field.of("dockerfile", TEXT),
          Field.of("dockerfile_inline", TEXT),
          Field.of("entitlements", TEXTS),
          Field.of("args", VARIABLES),
          Field.of("provenance", TEXT),
          Field.of("sbom", TEXT),
          Field.of("ssh", Shapes.SSH),
          Field.of("labels", TEXTS_BY_NAME),
          Field.of("cache_from", TEXTS),
          Field.of("cache_to", TEXTS),
          Field.of("no_cache", FLAG),
          Field.of("no_cache_filter", TEXTS),
          Field.of("additional_contexts", TEXTS_BY_NAME),
          Field.of("pull", FLAG),
          Field.of("extra_hosts", Shapes.HOSTS),
          Field.of("isolation", TEXT),
          Field.of("network", TEXT),
          Field.of("target", TEXT),
          Field.of("secrets", Shapes.list(FILE_REFERENCE)),
          Field.of("shm_size", BYTES),
          Field.of("tags", TEXTS),
          Field.of("ulimits", Shapes.LIMITS),
          Field.of("platforms", TEXTS),
          Field.of("privileged", FLAG));

  private BuildShapes() {}
}
