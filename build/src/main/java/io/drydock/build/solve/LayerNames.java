package io.drydock.build.solve;

import io.drydock.oci.Digest;
import io.drydock.store.Layers;
import java.util.Optional;

/**
 * What layers are called in keys. A layer that a command made has a name of its own in each store;
 * keys that other stores are to understand name it by what it holds.
 */
abstract class LayerNames {
  private static final int DIGEST_LENGTH = 64;

  /** Good in this store only, and known without looking. */
  static final LayerNames LOCAL =
      new LayerNames() {
        @Override
        String of(Layers.Id layer) {
          return layer.value();
        }
      };

  abstract String of(Layers.Id layer);

  /** Whether the name means the same everywhere. */
  static boolean isPortable(String name) {
    return name.length() == DIGEST_LENGTH;
  }

  /**
   * Names that mean the same everywhere, as far as they are known: a layer that was never packed
   * keeps its local name, which leads nowhere in another store.
   */
  static LayerNames portable(Layers layers) {
    return new LayerNames() {
      @Override
      String of(Layers.Id layer) {
        Optional<Digest> diffId =
            layer.value().length() != DIGEST_LENGTH && layers.contains(layer)
                ? layers.diffId(layer)
                : Optional.empty();
        return diffId.isPresent() ? diffId.get().encoded() : layer.value();
      }
    };
  }
}
