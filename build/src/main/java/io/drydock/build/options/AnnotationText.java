package io.drydock.build.options;

import io.drydock.build.Annotation;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code --annotation}: {@code [PLACE[[PLATFORM]][,PLACE…]:]KEY=VALUE}. */
final class AnnotationText {
  private AnnotationText() {}

  static List<Annotation> parse(String text) {
    int equals = text.indexOf('=');
    int colon = text.indexOf(':');
    if (equals <= 0 || equals == colon + 1) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid annotation \"" + text + "\", expected key=value");
    }
    String value = text.substring(equals + 1);
    boolean placed = colon >= 0 && colon < equals;
    String key = text.substring(placed ? colon + 1 : 0, equals);
    var annotations = new ArrayList<Annotation>();
    for (String word : (placed ? text.substring(0, colon) : "").split(",")) {
      annotations.add(annotation(text, word.strip(), key, value));
    }
    return annotations;
  }

  private static Annotation annotation(String text, String word, String key, String value) {
    int open = word.indexOf('[');
    if (open < 0) {
      return new Annotation(OutputReader.place(word), Optional.empty(), key, value);
    }
    if (!word.endsWith("]")) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid annotation \"" + text + "\": a [ is not closed");
    }
    Platform platform = Platform.parse(word.substring(open + 1, word.length() - 1));
    return new Annotation(
        OutputReader.place(word.substring(0, open)), Optional.of(platform), key, value);
  }
}
