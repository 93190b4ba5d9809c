package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.nio.file.Path;
import java.util.Optional;

/** An image of an OCI layout directory: {@code oci-layout://path[:tag][@digest]}. */
public record LayoutReference(Path directory, Optional<String> tag, Optional<Digest> digest) {
  static final String PREFIX = "oci-layout://";

  static LayoutReference parse(String value) {
    String rest = value.substring(PREFIX.length());
    Optional<Digest> digest = Optional.empty();
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = Optional.of(Digest.parse(rest.substring(at + 1)));
      rest = rest.substring(0, at);
    }
    int colon = rest.lastIndexOf(':');
    Optional<String> tag = Optional.empty();
    if (colon > rest.lastIndexOf('/')) {
      tag = Optional.of(rest.substring(colon + 1));
      rest = rest.substring(0, colon);
    }
    if (rest.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "\"" + value + "\" names no directory");
    }
    return new LayoutReference(Path.of(rest), tag, digest);
  }
}
