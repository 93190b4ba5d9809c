package io.drydock.build.plan;

import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.Platform;
import java.util.List;

/**
 * What to build: one image for each platform.
 *
 * @param warnings findings of the build checks, to be shown with the result
 */
public record Plan(List<Target> targets, List<BuildWarning> warnings) {
  public Plan {
    targets = List.copyOf(targets);
    warnings = List.copyOf(warnings);
  }

  /** The plan as text for people. */
  public String print() {
    return PlanPrinter.print(this, List.of());
  }

  /** The plan as text for people, with what is known of its steps. */
  public String print(List<StepOutlook> outlooks) {
    return PlanPrinter.print(this, outlooks);
  }

  /**
   * One image.
   *
   * @param root the node whose layers it has
   * @param config all but diff IDs and times: the solver fills in those. Entries of its history
   *     that are not {@code emptyLayer} stand for the layers of {@code root}, in order
   */
  public record Target(Platform platform, Node root, ImageConfig config) {}
}
