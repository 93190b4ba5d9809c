package io.drydock.api.image;

import io.drydock.engine.container.Container;
import io.drydock.oci.Digest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which containers come from which image. */
public final class ImageUsers {
  private final Supplier<List<Container>> containers;

  public ImageUsers(Supplier<List<Container>> containers) {
    this.containers = containers;
  }

  /** The containers of the image, running ones first. */
  List<Container> of(Digest image) {
    return containers.get().stream()
        .filter(each -> each.imageId().equals(image))
        .sorted((a, b) -> Boolean.compare(b.isRunning(), a.isRunning()))
        .toList();
  }

  /** The images that any container comes from. */
  Set<Digest> images() {
    return containers.get().stream().map(Container::imageId).collect(Collectors.toSet());
  }
}
