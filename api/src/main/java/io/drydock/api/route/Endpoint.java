package io.drydock.api.route;

import java.io.IOException;

/** What answers the calls of one route; runs on a virtual thread. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers the call. An exception before the answer has begun is answered as an error.
   *
   * @throws IOException when the client has left or cannot be reached
   */
  void answer(Call call) throws IOException;
}
