package io.drydock.build.solve;

import io.drydock.store.Layers;

/** The layer of a step that changed nothing: all of them share one, the empty tar. */
final class EmptyLayer {
  /** The digest of 1024 zero bytes. */
  static final Layers.Id ID =
      new Layers.Id("5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef");

  private EmptyLayer() {}

  /** Its name, once it is in the store. */
  static Layers.Id in(Layers layers) {
    if (layers.contains(ID)) {
      return ID;
    }
    try (Layers.Builder builder = layers.build()) {
      return builder.commit();
    }
  }
}
