package io.drydock.build.solve;

import java.io.IOException;

/** One way to know a step again: its key in this store, and the key that other stores know. */
abstract class StepKey {
  private String local = "";

  /** The key with layers called so. */
  abstract String with(LayerNames names) throws IOException;

  /** The key in this store. */
  final String local() throws IOException {
    if (local.isEmpty()) {
      local = with(LayerNames.LOCAL);
    }
    return local;
  }
}
