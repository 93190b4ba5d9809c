package io.drydock.distribution.images;

import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.store.Images;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an image came about, step by step, the last one first. */
public final class ImageHistory {
  /**
   * One step.
   *
   * @param id of the image for the last step; steps before it are images that nobody has
   * @param size of the step's layer, unpacked, in bytes; 0 where it has none
   */
  public record Step(
      Optional<Digest> id,
      Optional<Instant> created,
      String createdBy,
      String comment,
      long size) {}

  private ImageHistory() {}

  public static List<Step> of(ImageCatalogue catalogue, Images.Image image) {
    var steps = new ArrayList<Step>();
    int layer = 0;
    for (ImageConfig.History each : image.config().history()) {
      boolean hasLayer = !each.emptyLayer() && layer < image.config().diffIds().size();
      long size = hasLayer ? size(catalogue, image, layer++) : 0;
      steps.add(new Step(Optional.empty(), each.created(), each.createdBy(), each.comment(), size));
    }
    while (layer < image.config().diffIds().size()) {
      long size = size(catalogue, image, layer++);
      steps.add(new Step(Optional.empty(), image.config().created(), "", "", size));
    }
    if (!steps.isEmpty()) {
      Step last = steps.removeLast();
      steps.add(
          new Step(Optional.of(image.id()), last.created, last.createdBy, last.comment, last.size));
    }
    return List.copyOf(steps.reversed());
  }

  private static long size(ImageCatalogue catalogue, Images.Image image, int layer) {
    return catalogue
        .store()
        .layers()
        .size(image.config().diffIds().get(layer), image.manifest().layers().get(layer));
  }
}
