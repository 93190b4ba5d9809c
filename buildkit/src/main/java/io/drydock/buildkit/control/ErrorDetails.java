package io.drydock.buildkit.control;

import io.drydock.dockerfile.Dockerfile;
import java.util.Optional;

/** What clients are told of an error beside its message. */
final class ErrorDetails {
  private ErrorDetails() {}

  static RuntimeException add(RuntimeException error, Optional<Dockerfile> dockerfile) {
    return error;
  }
}
