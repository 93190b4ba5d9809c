package io.drydock.build;

import java.util.List;
import java.util.Optional;

/**
 * What is to be said about a build's images beside them.
 *
 * @param alwaysIndex whether even the image of a single platform is put into an index
 * @param described whether the build's result is to tell its provenance
 */
public record AttestationOptions(
    Optional<Provenance> provenance, Optional<Sbom> sbom, boolean alwaysIndex, boolean described) {
  public static final AttestationOptions NONE =
      new AttestationOptions(Optional.empty(), Optional.empty(), false, false);

  /** Whether there is nothing to be said, or to be done about it. */
  public boolean areNone() {
    return provenance.isEmpty() && sbom.isEmpty() && !alwaysIndex && !described;
  }

  /**
   * How the image was made (SLSA provenance).
   *
   * @param max whether build arguments, steps and the Dockerfile itself are told too
   * @param builderId who built it, a URL; may be empty
   * @param slsa1 whether in the words of SLSA 1.0, not 0.2
   * @param reproducible whether the user says that the build gives the same bytes each time
   * @param inlineOnly whether it is left out where it would be a file of its own
   * @param fileName where it is a file of its own
   * @param byDefault whether nobody asked for it
   */
  public record Provenance(
      boolean max,
      String builderId,
      boolean slsa1,
      boolean reproducible,
      boolean inlineOnly,
      String fileName,
      boolean byDefault) {
    public static final Provenance DEFAULT =
        new Provenance(false, "", true, false, true, "provenance.json", true);
  }

  /**
   * Which packages are in the image (SPDX).
   *
   * @param scanContext whether those in the build context are told too
   * @param scanStages names of stages whose packages are told too; {@code *} for all
   */
  public record Sbom(String fileName, boolean scanContext, List<String> scanStages) {
    public Sbom {
      scanStages = List.copyOf(scanStages);
    }

    public boolean scansStage(String name) {
      return scanStages.contains("*") || scanStages.contains(name);
    }
  }

  /** The same with what else is to be looked into for packages. */
  public AttestationOptions withScans(boolean context, List<String> stages) {
    return new AttestationOptions(
        provenance,
        sbom.map(each -> new Sbom(each.fileName(), context, stages)),
        alwaysIndex,
        described);
  }
}
