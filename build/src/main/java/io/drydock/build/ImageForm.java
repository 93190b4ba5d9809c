package io.drydock.build;

import io.drydock.build.Annotation.Place;
import io.drydock.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an image is written down.
 *
 * @param ociTypes whether its documents and layers have OCI's media types, not Docker's
 * @param rewriteTimestamps whether no file of the layers that the build made is younger than
 *     SOURCE_DATE_EPOCH
 * @param attestationArtifacts whether attestations are OCI artifacts about their image
 */
public record ImageForm(
    LayerForm layers,
    boolean ociTypes,
    boolean rewriteTimestamps,
    boolean attestationArtifacts,
    List<Annotation> annotations) {
  public static final ImageForm STANDARD =
      new ImageForm(LayerForm.STANDARD, true, false, true, List.of());

  public ImageForm {
    annotations = List.copyOf(annotations);
  }

  /** Whether there is nothing special about it. */
  public boolean isPlain() {
    return layers.isPlain() && ociTypes && !rewriteTimestamps && annotations.isEmpty();
  }

  public ImageForm withLayers(LayerForm form) {
    return new ImageForm(form, ociTypes, rewriteTimestamps, attestationArtifacts, annotations);
  }

  /** The annotations for a place that there is once for each platform. */
  public Map<String, String> annotations(Place place, Platform platform) {
    return annotations.isEmpty()
        ? Map.of()
        : Annotation.of(annotations, place, Optional.of(platform));
  }

  /** The annotations for a place that there is once. */
  public Map<String, String> annotations(Place place) {
    return annotations.isEmpty() ? Map.of() : Annotation.of(annotations, place, Optional.empty());
  }
}
