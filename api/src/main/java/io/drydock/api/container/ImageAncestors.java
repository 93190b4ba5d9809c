package io.drydock.api.container;

import io.drydock.core.DrydockException;
import io.drydock.engine.container.Container;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.util.List;
import java.util.Optional;

/** Tells by their layers which images containers come from. */
final class ImageAncestors implements ContainerFilter.Ancestors {
  private final Store store;

  ImageAncestors(Store store) {
    this.store = store;
  }

  @Override
  public boolean has(Container container, String word) {
    if (container.spec().settings().image().equals(word)
        || container.imageId().toString().startsWith(word)) {
      return true;
    }
    Optional<Images.Image> asked = image(word, container.platform());
    return asked.isPresent()
        && (asked.get().id().equals(container.imageId())
            || beginsWith(layers(container), asked.get().config().diffIds()));
  }

  private Optional<Images.Image> image(String word, Platform platform) {
    try {
      return Optional.of(store.images().load(store.images().resolve(word).target(), platform));
    } catch (DrydockException e) {
      return Optional.empty();
    }
  }

  private List<Digest> layers(Container container) {
    return store.blobs().contains(container.imageId())
        ? ImageConfig.parse(store.blobs().read(container.imageId())).diffIds()
        : List.of();
  }

  private static boolean beginsWith(List<Digest> layers, List<Digest> first) {
    return !first.isEmpty()
        && layers.size() >= first.size()
        && layers.subList(0, first.size()).equals(first);
  }
}
