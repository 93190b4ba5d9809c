package io.drydock.compose.plan;

import java.util.List;
import java.util.Map;

/**
 * What {@code up}, {@code create} and {@code scale} are asked for.
 *
 * @param services those that are meant; empty for all
 * @param withDependencies whether what they depend on is brought up too
 * @param recreate which of those named are made anew
 * @param recreateDependencies which of those that they depend on are made anew
 * @param renewVolumes whether containers that are made anew get new anonymous volumes
 * @param removeOrphans whether containers of services that the project does not have go
 * @param start whether containers are started
 * @param scale numbers of containers, by service, in place of what the files say
 */
public record UpRequest(
    List<String> services,
    boolean withDependencies,
    Recreate recreate,
    Recreate recreateDependencies,
    boolean renewVolumes,
    boolean removeOrphans,
    boolean start,
    Map<String, Integer> scale) {
  /** All services, what changed, started. */
  public static final UpRequest ALL =
      new UpRequest(
          List.of(), true, Recreate.CHANGED, Recreate.CHANGED, false, false, true, Map.of());

  public UpRequest {
    services = List.copyOf(services);
    scale = Map.copyOf(scale);
  }

  /** The same for these services. */
  public UpRequest withServices(List<String> changed) {
    return new UpRequest(
        changed,
        withDependencies,
        recreate,
        recreateDependencies,
        renewVolumes,
        removeOrphans,
        start,
        scale);
  }

  /** The same without what the services depend on. */
  public UpRequest withoutDependencies() {
    return new UpRequest(
        services, false, recreate, recreateDependencies, renewVolumes, removeOrphans, start, scale);
  }

  /** The same with another choice of what is made anew. */
  public UpRequest withRecreate(Recreate named, Recreate dependencies) {
    return new UpRequest(
        services, withDependencies, named, dependencies, renewVolumes, removeOrphans, start, scale);
  }

  /** The same with new anonymous volumes. */
  public UpRequest withNewVolumes() {
    return new UpRequest(
        services,
        withDependencies,
        recreate,
        recreateDependencies,
        true,
        removeOrphans,
        start,
        scale);
  }

  /** The same, which removes orphans. */
  public UpRequest withoutOrphans() {
    return new UpRequest(
        services,
        withDependencies,
        recreate,
        recreateDependencies,
        renewVolumes,
        true,
        start,
        scale);
  }

  /** The same, which starts nothing. */
  public UpRequest withoutStart() {
    return new UpRequest(
        services,
        withDependencies,
        recreate,
        recreateDependencies,
        renewVolumes,
        removeOrphans,
        false,
        scale);
  }

  /** The same with these numbers of containers. */
  public UpRequest withScale(Map<String, Integer> changed) {
    return new UpRequest(
        services,
        withDependencies,
        recreate,
        recreateDependencies,
        renewVolumes,
        removeOrphans,
        start,
        changed);
  }
}
