package io.drydock.composefile.model;

import io.drydock.core.SourceLocation;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A component of a project that runs in one or more containers.
 *
 * @param image the reference as it was written; absent for what is built without a name
 * @param provider who runs it in place of containers
 * @param models AI models that it uses, by the name of the model
 * @param location where its definition begins
 */
public record Service(
    String name,
    Optional<String> image,
    Optional<Build> build,
    Optional<Provider> provider,
    ServiceLife life,
    ServiceProcess process,
    ServiceNetworking networking,
    ServiceStorage storage,
    ServiceResources resources,
    ServiceIsolation isolation,
    Optional<Deploy> deploy,
    Optional<Develop> develop,
    SequencedMap<String, ServiceModel> models,
    SourceLocation location) {
  public Service {
    models = Copies.of(models);
  }

  /** How many containers it asks for: {@code scale}, else {@code deploy.replicas}, else one. */
  public int replicas() {
    if (life.scale().isPresent()) {
      return life.scale().getAsInt();
    }
    return deploy.map(each -> each.replicas().orElse(1)).orElse(1);
  }

  /** The same with another number of containers. */
  public Service withScale(int scale) {
    return with(life.withScale(scale));
  }

  /** The same with another image. */
  public Service withImage(String reference) {
    return new Service(
        name,
        Optional.of(reference),
        build,
        provider,
        life,
        process,
        networking,
        storage,
        resources,
        isolation,
        deploy,
        develop,
        models,
        location);
  }

  /** The same with another life. */
  public Service with(ServiceLife changed) {
    return new Service(
        name,
        image,
        build,
        provider,
        changed,
        process,
        networking,
        storage,
        resources,
        isolation,
        deploy,
        develop,
        models,
        location);
  }
}
