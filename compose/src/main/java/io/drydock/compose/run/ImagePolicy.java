package io.drydock.compose.run;

/**
 * Which images are pulled or built before containers are made.
 *
 * @param pull in place of each service's {@code pull_policy}, unless it is {@code POLICY}
 */
public record ImagePolicy(Pull pull, Build build) {
  /** What services say: missing images are pulled, or built where there is a {@code build}. */
  public static final ImagePolicy DEFAULT = new ImagePolicy(Pull.POLICY, Build.MISSING);

  /** When images are pulled. */
  public enum Pull {
    POLICY,
    ALWAYS,
    MISSING,
    NEVER
  }

  /** When images are built. */
  public enum Build {
    ALWAYS,
    MISSING,
    NEVER
  }
}
