package io.drydock.conformance.compose;

import io.drydock.conformance.Suite;
import java.util.List;

/** All parts of the recording that are driven. */
public final class ComposeGoSuites {
  private ComposeGoSuites() {}

  public static List<Suite> all() {
    return List.of(
        new DotEnvSuite(),
        new InterpolationSuite(),
        new LoadSuite(),
        new MergeSuite(),
        new TemplateSuite(),
        new VolumeSuite());
  }
}
