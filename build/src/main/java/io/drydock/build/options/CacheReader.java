package io.drydock.build.options;

import io.drydock.build.CacheLocation;
import io.drydock.build.CacheTarget;
import io.drydock.build.CacheTarget.Documents;
import io.drydock.build.CacheTarget.Form;
import io.drydock.build.CacheTarget.Mode;
import io.drydock.build.CacheTarget.Mounts;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.layer.Compression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code --cache-from} and {@code --cache-to}. */
final class CacheReader {
  private static final Set<String> FROM = Set.of("type", "ref", "src", "tag", "digest");
  private static final Set<String> TO =
      Set.of(
          "type",
          "ref",
          "dest",
          "tag",
          "mode",
          "compression",
          "compression-level",
          "force-compression",
          "oci-mediatypes",
          "image-manifest",
          "ignore-error",
          "reset",
          "mounts");

  private final Surroundings surroundings;

  CacheReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The caches to read; a value without fields is a reference. */
  List<CacheLocation> from(List<String> values) {
    var locations = new ArrayList<CacheLocation>();
    for (String each : values) {
      locations.add(from(each));
    }
    return locations;
  }

  private CacheLocation from(String value) {
    if (!value.contains("=")) {
      return new CacheLocation.Registry(ImageReference.parse(value).withDefaultTag());
    }
    Fields fields = Fields.parse("cache-from", value);
    return switch (type(fields)) {
      case "registry" -> registry(fields.only(FROM));
      case "local" -> {
        fields.only(FROM);
        yield new CacheLocation.Directory(
            surroundings.path(fields.required("src")), tag(fields), digest(fields));
      }
      default -> throw unsupported(fields, "registry and local");
    };
  }

  /** The caches to write; a value without fields is a reference. */
  List<CacheTarget> to(List<String> values) {
    var targets = new ArrayList<CacheTarget>();
    for (String each : values) {
      targets.add(
          to(
              each.contains("=")
                  ? each
                  : each.equals("inline") ? "type=inline" : "type=registry,ref=" + each));
    }
    return targets;
  }

  private CacheTarget to(String value) {
    Fields fields = Fields.parse("cache-to", value);
    return switch (type(fields)) {
      case "registry" -> target(registry(fields.only(TO)), fields);
      case "local" -> {
        fields.only(TO);
        var place =
            new CacheLocation.Directory(
                surroundings.path(fields.required("dest")), tag(fields), Optional.empty());
        yield target(place, fields);
      }
      case "inline" -> inline(fields);
      default -> throw unsupported(fields, "registry, local and inline");
    };
  }

  private static String type(Fields fields) {
    return fields.required("type");
  }

  private static CacheLocation registry(Fields fields) {
    ImageReference reference = ImageReference.parse(fields.required("ref")).withDefaultTag();
    return new CacheLocation.Registry(
        digest(fields)
            .map(each ->
                new ImageReference(
                    reference.domain(), reference.path(), Optional.empty(), Optional.of(each)))
            .orElse(reference));
  }

  private static String tag(Fields fields) {
    return fields.get("tag").orElse("latest");
  }

  private static Optional<Digest> digest(Fields fields) {
    return fields.get("digest").map(Digest::parse);
  }

  private static CacheTarget target(CacheLocation location, Fields fields) {
    return new CacheTarget(
        location,
        mode(fields),
        form(fields),
        documents(fields),
        mounts(fields),
        flag(fields, "ignore-error", false),
        flag(fields, "reset", false));
  }

  /** What goes along in an image's config is only about the image's own layers. */
  private static CacheTarget inline(Fields fields) {
    fields.only(Set.of("type", "mode", "ignore-error"));
    if (mode(fields) == Mode.MAX) {
      throw wrong(fields, "mode=max does not fit into an image; use type=registry");
    }
    return new CacheTarget(
        new CacheLocation.Inline(),
        Mode.MIN,
        Form.GZIP,
        Documents.OCI_MANIFEST,
        Mounts.NONE,
        flag(fields, "ignore-error", false),
        false);
  }

  private static Mode mode(Fields fields) {
    return switch (fields.get("mode").orElse("min")) {
      case "min" -> Mode.MIN;
      case "max" -> Mode.MAX;
      default -> throw wrong(fields, "mode is min or max");
    };
  }

  private static Form form(Fields fields) {
    Compression compression =
        switch (fields.get("compression").orElse("gzip")) {
          case "uncompressed" -> Compression.NONE;
          case "gzip" -> Compression.GZIP;
          case "zstd" -> Compression.ZSTD;
          case "estargz" -> throw wrong(fields, "estargz layers are not written into caches");
          default -> throw wrong(fields, "compression is uncompressed, gzip or zstd");
        };
    return new Form(
        compression, level(fields, compression), flag(fields, "force-compression", false));
  }

  private static int level(Fields fields, Compression compression) {
    Optional<String> text = fields.get("compression-level");
    if (text.isEmpty()) {
      return Compression.DEFAULT_LEVEL;
    }
    int most = compression == Compression.ZSTD ? 22 : 9;
    try {
      int level = Integer.parseInt(text.get());
      if (level >= 0 && level <= most) {
        return level;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw wrong(fields, "compression-level is a number from 0 to " + most);
  }

  private static Documents documents(Fields fields) {
    boolean oci = flag(fields, "oci-mediatypes", true);
    boolean manifest = flag(fields, "image-manifest", oci);
    if (!oci && manifest) {
      throw wrong(fields, "image-manifest=true needs oci-mediatypes=true");
    }
    return manifest ? Documents.OCI_MANIFEST : oci ? Documents.OCI_INDEX : Documents.DOCKER_INDEX;
  }

  /** {@code mounts=true} for all that the build uses, else names between semicolons. */
  private static Mounts mounts(Fields fields) {
    String value = fields.get("mounts").orElse("false");
    return switch (value) {
      case "", "true" -> new Mounts(true, List.of());
      case "false" -> Mounts.NONE;
      default -> new Mounts(false, Arrays.asList(value.split(";")));
    };
  }

  private static boolean flag(Fields fields, String key, boolean otherwise) {
    Optional<String> value = fields.get(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    return switch (value.get()) {
      case "true", "1", "" -> true;
      case "false", "0" -> false;
      default -> throw wrong(fields, key + " is true or false");
    };
  }

  private static DrydockException wrong(Fields fields, String what) {
    return new DrydockException(
        ErrorKind.INVALID, "--" + fields.flag() + " " + fields.text() + ": " + what);
  }

  private static DrydockException unsupported(Fields fields, String known) {
    String type = type(fields);
    boolean service = Set.of("gha", "s3", "azblob").contains(type);
    String message =
        service ? "caches of type " + type + " are not supported" : "unknown type \"" + type + "\"";
    return new DrydockException(
            service ? ErrorKind.UNSUPPORTED : ErrorKind.INVALID,
            "--" + fields.flag() + " " + fields.text() + ": " + message + "; known are " + known)
        .withHint("A cache for a team or CI is a reference of any registry: type=registry,ref=….");
  }
}
