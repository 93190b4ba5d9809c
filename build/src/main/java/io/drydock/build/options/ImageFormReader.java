package io.drydock.build.options;

import io.drydock.build.Annotation;
import io.drydock.build.ImageForm;
import io.drydock.build.LayerForm;
import io.drydock.build.LayerForm.Kind;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Platform;
import io.drydock.oci.layer.Compression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how an image is to be written from the fields of {@code --output}. */
final class ImageFormReader {
  private static final Set<String> FIELDS =
      Set.of(
          "compression",
          "compression-level",
          "force-compression",
          "oci-mediatypes",
          "oci-artifact",
          "rewrite-timestamp");
  private static final int HIGHEST_GZIP = 9;
  private static final int HIGHEST_ZSTD = 22;

  private final Fields fields;
  private final List<String> annotations;

  /**
   * @param annotations values of {@code --annotation}, for every image
   */
  ImageFormReader(Fields fields, List<String> annotations) {
    this.fields = fields;
    this.annotations = annotations;
  }

  /**
   * @param others fields that are not about the form
   * @param usual how layers are compressed when nothing is said
   * @throws DrydockException of kind INVALID for a field of any other name
   */
  ImageForm read(Set<String> others, LayerForm usual) {
    var said = new ArrayList<Annotation>();
    annotations.forEach(each -> said.addAll(AnnotationText.parse(each)));
    for (Map.Entry<String, String> each : fields.values().entrySet()) {
      if (isAnnotation(each.getKey())) {
        said.add(annotation(each.getKey(), each.getValue()));
      } else if (!FIELDS.contains(each.getKey()) && !others.contains(each.getKey())) {
        var known = new HashSet<>(FIELDS);
        known.addAll(others);
        known.add("annotation.KEY");
        throw fields.unknown(each.getKey(), known);
      }
    }
    LayerForm layers = layers(usual);
    boolean needsOci = !said.isEmpty() || layers.kind() == Kind.ESTARGZ;
    return new ImageForm(
        layers,
        fields.on("oci-mediatypes", true) || needsOci,
        fields.on("rewrite-timestamp", false),
        fields.on("oci-artifact", true),
        said);
  }

  private LayerForm layers(LayerForm usual) {
    Kind kind =
        switch (fields.get("compression").orElse("")) {
          case "" -> usual.kind();
          case "gzip" -> Kind.GZIP;
          case "zstd" -> Kind.ZSTD;
          case "estargz" -> Kind.ESTARGZ;
          case "uncompressed" -> Kind.UNCOMPRESSED;
          default ->
              throw new DrydockException(
                  ErrorKind.INVALID,
                  "--output "
                      + fields.text()
                      + ": unsupported layer compression \""
                      + fields.required("compression")
                      + "\"; known are estargz, gzip, uncompressed and zstd");
        };
    boolean force = fields.on("force-compression", false);
    int level = level(kind);
    boolean needsKind = kind == Kind.AS_IT_IS && (force || level != Compression.DEFAULT_LEVEL);
    return new LayerForm(needsKind ? Kind.GZIP : kind, level, force);
  }

  private int level(Kind kind) {
    Optional<String> text = fields.get("compression-level").filter(each -> !each.isEmpty());
    if (text.isEmpty()) {
      return Compression.DEFAULT_LEVEL;
    }
    int highest = kind == Kind.ZSTD ? HIGHEST_ZSTD : HIGHEST_GZIP;
    if (!text.get().matches("\\d{1,9}")) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "--output "
              + fields.text()
              + ": compression-level is a number from 0 to "
              + highest
              + ", not \""
              + text.get()
              + "\"");
    }
    return Math.min(highest, Integer.parseInt(text.get()));
  }

  private static boolean isAnnotation(String key) {
    return key.startsWith("annotation.")
        || key.startsWith("annotation-")
        || key.startsWith("annotation[");
  }

  /** {@code annotation[-PLACE][[PLATFORM]].KEY}. */
  private Annotation annotation(String field, String value) {
    int open = field.indexOf('[');
    int dot = field.indexOf('.');
    int close = -1;
    if (open >= 0 && open < dot) {
      close = field.indexOf(']', open);
      dot = close < 0 ? -1 : field.indexOf('.', close);
    }
    if (dot < 0 || dot == field.length() - 1 || (close >= 0 && dot != close + 1)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "--output "
              + fields.text()
              + ": \""
              + field
              + "\" is no annotation: write annotation.KEY or annotation-manifest[PLATFORM].KEY");
    }
    String head = field.substring("annotation".length(), close >= 0 ? open : dot);
    Optional<Platform> platform =
        close >= 0
            ? Optional.of(Platform.parse(field.substring(open + 1, close)))
            : Optional.empty();
    String place = head.startsWith("-") ? head.substring(1) : head;
    return new Annotation(OutputReader.place(place), platform, field.substring(dot + 1), value);
  }
}
