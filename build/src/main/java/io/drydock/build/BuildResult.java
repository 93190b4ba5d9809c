package io.drydock.build;

import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a build.
 *
 * @param images one for each platform, in the plan's order; empty when no output needs an image
 * @param target what the names point at (one manifest, or an index of several); empty as above
 * @param provenance how each platform's image was made; empty unless the request wants to know
 * @param steps how many steps the targets needed, sources not counted
 * @param cachedSteps how many of them were known already
 * @param warnings of the build checks
 */
public record BuildResult(
    List<Image> images,
    Optional<Descriptor> target,
    List<Provenance> provenance,
    int steps,
    int cachedSteps,
    Duration elapsed,
    List<BuildWarning> warnings) {
  public BuildResult {
    images = List.copyOf(images);
    provenance = List.copyOf(provenance);
    warnings = List.copyOf(warnings);
  }

  /**
   * How one platform's image was made.
   *
   * @param predicate of SLSA, as JSON
   */
  public record Provenance(Platform platform, String predicate) {}

  /**
   * One platform's image.
   *
   * @param id docker's image ID: the digest of the config
   * @param sizeBytes of all its uncompressed layers
   */
  public record Image(
      Platform platform, Descriptor manifest, Digest id, long sizeBytes, ImageConfig config) {
    public int layers() {
      return config.diffIds().size();
    }
  }
}
