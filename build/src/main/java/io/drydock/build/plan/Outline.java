package io.drydock.build.plan;

import io.drydock.core.SourceLocation;
import java.util.List;

/**
 * What a user can give to a build of one target.
 *
 * @param target the stage's name, empty for one without
 * @param description from the comment above its FROM
 * @param arguments the ARGs that it and the stages that it needs declare, in file order
 */
public record Outline(
    String target,
    String description,
    List<Argument> arguments,
    List<Input> secrets,
    List<Input> ssh,
    List<Input> caches) {
  public Outline {
    arguments = List.copyOf(arguments);
    secrets = List.copyOf(secrets);
    ssh = List.copyOf(ssh);
    caches = List.copyOf(caches);
  }

  /**
   * One ARG.
   *
   * @param value what it has in this build, empty for nothing
   * @param description from the comment above it
   */
  public record Argument(String name, String value, String description, SourceLocation location) {}

  /** One secret, ssh agent or cache that a RUN mounts. */
  public record Input(String id, boolean required, SourceLocation location) {}

  /**
   * The outline of the target that the request names. Images are not looked for: what a base image
   * brings along is not in it.
   *
   * @throws io.drydock.core.DrydockException with the place in the Dockerfile where there is one
   */
  public static Outline of(PlanRequest request) {
    return new Outliner(request).outline();
  }
}
