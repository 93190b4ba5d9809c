package io.drydock.engine.runtime;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** Why a request is refused. */
final class Refusals {
  private Refusals() {}

  static void refuseIf(boolean wrong, String message) {
    if (wrong) {
      throw invalid(message);
    }
  }

  static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
