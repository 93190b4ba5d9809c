package io.drydock.conformance;

import java.util.List;

/** All parts of the recording that are driven. */
final class ComposeGoSuites {
  private ComposeGoSuites() {}

  static List<Suite> all() {
    return List.of(
        new DotEnvSuite(),
        new InterpolationSuite(),
        new LoadSuite(),
        new MergeSuite(),
        new TemplateSuite(),
        new VolumeSuite());
  }
}
