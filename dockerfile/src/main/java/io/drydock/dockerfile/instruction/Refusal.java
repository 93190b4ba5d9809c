package io.drydock.dockerfile.instruction;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Optional;

/** Errors about what a Dockerfile says. */
final class Refusal {
  private Refusal() {}

  static DrydockException of(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }

  /** An error about a word that may be a slip of the keyboard. */
  static DrydockException of(String message, Optional<String> meant) {
    return of(message + meant.map(word -> " (did you mean " + word + "?)").orElse(""));
  }
}
