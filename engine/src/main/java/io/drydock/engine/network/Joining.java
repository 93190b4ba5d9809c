package io.drydock.engine.network;

/**
 * A container's network while it is made. What a runtime needs to make the container is there: the
 * namespace, the files and the addresses. Interfaces, rules and published ports come meanwhile.
 */
public final class Joining {
  private final Sandboxes sandboxes;
  private final SandboxState state;
  private final Beside rest;

  Joining(Sandboxes sandboxes, SandboxState state, Beside rest) {
    this.sandboxes = sandboxes;
    this.state = state;
    this.rest = rest;
  }

  /** The network as far as it is. */
  public NetworkSandbox sandbox() {
    return sandboxes.snapshot(state);
  }

  /**
   * Waits until all of it is there.
   *
   * @return the whole network
   * @throws io.drydock.core.DrydockException when that cannot be; nothing is left of it then
   */
  public NetworkSandbox await() {
    rest.end();
    try {
      rest.check();
    } catch (RuntimeException e) {
      sandboxes.takeBack(state, e);
      throw e;
    }
    return sandbox();
  }
}
