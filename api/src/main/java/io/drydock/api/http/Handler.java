package io.drydock.api.http;

import java.io.IOException;

/** What answers requests; called on a virtual thread for each. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers the request. An exception ends the connection when the answer has begun, and is
   * answered with 500 when not.
   */
  void handle(Exchange exchange) throws IOException;
}
