package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes entries out of the image index as {@link PruneOptions} say. */
final class ImagePruner {
  private final ImageIndexFile images;
  private final ImageReader reader;

  ImagePruner(ImageIndexFile images, BlobDirectory blobs) {
    this.images = images;
    this.reader = new ImageReader(blobs);
  }

  List<Images.Entry> prune(PruneOptions options) {
    Set<Images.Entry> doomed = new HashSet<>();
    for (Images.Entry entry : images.list()) {
      if ((options.all() || entry.name().isEmpty()) && goes(entry.target(), options)) {
        doomed.add(entry);
      }
    }
    return doomed.isEmpty() ? List.of() : images.removeIf(doomed::contains);
  }

  private boolean goes(Descriptor target, PruneOptions options) {
    if (options.inUse().contains(target.digest())) {
      return false;
    }
    Optional<ImageReader.Read> image = read(target);
    if (image.filter(each -> options.inUse().contains(each.id())).isPresent()) {
      return false;
    }
    if (options.until().isEmpty() && options.labels().isEmpty()) {
      return true;
    }
    return image.filter(each -> accepts(each.config(), options)).isPresent();
  }

  private static boolean accepts(ImageConfig config, PruneOptions options) {
    if (options.until().isPresent()
        && config.created().filter(options.until().get()::isAfter).isEmpty()) {
      return false;
    }
    Map<String, String> labels = config.config().labels();
    return options.labels().stream().allMatch(each -> each.accepts(labels));
  }

  private Optional<ImageReader.Read> read(Descriptor target) {
    try {
      return reader.read(target);
    } catch (DrydockException e) {
      return Optional.empty();
    }
  }
}
