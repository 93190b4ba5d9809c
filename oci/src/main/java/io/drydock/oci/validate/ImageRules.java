package io.drydock.oci.validate;

import static io.drydock.oci.validate.Rules.FLAG;
import static io.drydock.oci.validate.Rules.TEXT;
import static io.drydock.oci.validate.Rules.TEXTS;
import static io.drydock.oci.validate.Rules.TEXT_BY_NAME;
import static io.drydock.oci.validate.Rules.integer;
import static io.drydock.oci.validate.Rules.listOf;
import static io.drydock.oci.validate.Rules.mapOf;
import static io.drydock.oci.validate.Rules.matching;
import static io.drydock.oci.validate.Rules.may;
import static io.drydock.oci.validate.Rules.must;
import static io.drydock.oci.validate.Rules.object;
import static io.drydock.oci.validate.Rules.oneOf;
import static io.drydock.oci.validate.Rules.orNull;
import static io.drydock.oci.validate.Rules.someOf;
import static io.drydock.oci.validate.Rules.text;

import io.drydock.oci.Digest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.regex.Pattern;

/** The documents of the OCI image specification 1.1. */
final class ImageRules {
  /** RFC 3339 with upper-case letters, as Go's JSON reads times; the parser does the rest. */
  private static final Pattern TIME =
      Pattern.compile("[0-9-]{10}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})");

  /** RFC 6838, section 4.2. */
  private static final Rule MEDIA_TYPE =
      matching(
          "a media type",
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

  private static final Rule DIGEST = text("a digest", Digest::isValid);
  private static final Rule TIMESTAMP = text("an RFC 3339 time", ImageRules::isTime);
  private static final Rule VERSION_2 = integer(2, 2);

  private static final Rule PLATFORM =
      object(
          must("architecture", TEXT),
          must("os", TEXT),
          may("os.version", TEXT),
          may("os.features", TEXTS),
          may("variant", TEXT));

  /** descriptor.md. */
  static final Rule DESCRIPTOR =
      object(
          must("mediaType", MEDIA_TYPE),
          must("digest", DIGEST),
          must("size", integer(0, Long.MAX_VALUE)),
          may("urls", listOf(text("a URI", ImageRules::isUri))),
          may("annotations", TEXT_BY_NAME),
          may("data", text("base64", ImageRules::isBase64)),
          may("artifactType", MEDIA_TYPE));

  /** manifest.md. */
  static final Rule MANIFEST =
      object(
          must("schemaVersion", VERSION_2),
          may("mediaType", MEDIA_TYPE),
          may("artifactType", MEDIA_TYPE),
          must("config", DESCRIPTOR),
          must("layers", someOf(DESCRIPTOR)),
          may("subject", DESCRIPTOR),
          may("annotations", TEXT_BY_NAME));

  /** image-index.md. */
  static final Rule INDEX =
      object(
          must("schemaVersion", VERSION_2),
          may("mediaType", MEDIA_TYPE),
          may("artifactType", MEDIA_TYPE),
          must("manifests", listOf(DESCRIPTOR.and(object(may("platform", PLATFORM))))),
          may("subject", DESCRIPTOR),
          may("annotations", TEXT_BY_NAME));

  /** image-layout.md, the file {@code oci-layout}. */
  static final Rule LAYOUT = object(must("imageLayoutVersion", oneOf("1.0.0")));

  private static final Rule EXECUTION =
      object(
          may("User", TEXT),
          may("ExposedPorts", mapOf(object())),
          may("Env", listOf(text("NAME=value", each -> each.indexOf('=') > 0))),
          may("Entrypoint", orNull(TEXTS)),
          may("Cmd", orNull(TEXTS)),
          may("Volumes", orNull(mapOf(object()))),
          may("WorkingDir", TEXT),
          may("Labels", orNull(TEXT_BY_NAME)),
          may("StopSignal", TEXT),
          may("ArgsEscaped", FLAG));

  private static final Rule HISTORY =
      object(
          may("created", TIMESTAMP),
          may("author", TEXT),
          may("created_by", TEXT),
          may("comment", TEXT),
          may("empty_layer", FLAG));

  /** config.md. */
  static final Rule CONFIG =
      PLATFORM.and(
          object(
              may("created", TIMESTAMP),
              may("author", TEXT),
              may("config", EXECUTION),
              must(
                  "rootfs",
                  object(must("type", oneOf("layers")), must("diff_ids", listOf(DIGEST)))),
              may("history", listOf(HISTORY))));

  private ImageRules() {}

  private static boolean isTime(String text) {
    try {
      return TIME.matcher(text).matches() && OffsetDateTime.parse(text).getYear() >= 0;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static boolean isUri(String text) {
    try {
      return new URI(text).isAbsolute();
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isBase64(String text) {
    try {
      byte[] _ = Base64.getDecoder().decode(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
