package io.drydock.buildkit.control;

import io.drydock.build.plan.ImageResolver;
import io.drydock.build.plan.PlanRequest;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Map;

/** Answers questions about a build in place of the build. */
final class Subrequests {
  private Subrequests() {}

  /** The answer as metadata of a result. */
  static Map<String, byte[]> answer(String question, PlanRequest request, ImageResolver resolver) {
    throw new DrydockException(ErrorKind.UNSUPPORTED, "the frontend cannot answer " + question);
  }
}
