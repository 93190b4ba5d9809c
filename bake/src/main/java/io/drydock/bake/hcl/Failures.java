package io.drydock.bake.hcl;

import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import java.util.function.Supplier;

/** Gives errors the place that they are about. */
final class Failures {
  private Failures() {}

  /** The work's result; errors without a place get this one. */
  static <T> T at(SourceLocation place, Supplier<T> work) {
    try {
      return work.get();
    } catch (DrydockException e) {
      throw e.at(place);
    }
  }
}
