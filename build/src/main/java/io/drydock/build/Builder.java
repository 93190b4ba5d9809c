package io.drydock.build;

import io.drydock.store.Store;

/** Carries plans out in a store. */
public final class Builder {
  private final Store store;

  public Builder(Store store) {
    this.store = store;
  }

  /**
   * Does what the request asks for. Interrupting the calling thread cancels the build: running
   * commands are killed.
   *
   * @throws io.drydock.core.DrydockException with the failing instruction's place; nothing but
   *     cached steps is left in the store
   */
  public BuildResult build(BuildRequest request, BuildListener listener) {
    throw new UnsupportedOperationException(store.root() + " " + request.plan() + listener);
  }
}
