package io.drydock.distribution.transport;

/** Answers a call; each link of the chain wraps the next one. */
public interface Exchange {
  /**
   * The reply, whatever its status; the caller closes it.
   *
   * @throws io.drydock.core.DrydockException of kind UNAVAILABLE when there is no reply, of kind
   *     CANCELLED when the thread was interrupted
   */
  Reply send(Call call);
}
