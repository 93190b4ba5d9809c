package io.drydock.composefile.model;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.core.SourceLocation;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A component of a project that runs in one or more containers.
 *
 * @param image the reference as it was written; absent for what is built without a name
 * @param provider who runs it in place of containers
 * @param models AI models that it uses, by the name of the model
 * @param definition its canonical form, as {@code config} prints it and the hash is taken of
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
    YamlMapping definition) {
  public Service {
    models = Copies.of(models);
  }

  /** Where its definition begins. */
  public SourceLocation location() {
    return definition.location();
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
    return with(
        life.withScale(scale),
        definition.with("scale", YamlScalar.of(scale, definition.keyLocation("scale"))));
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
        definition.with("image", YamlScalar.of(reference, definition.keyLocation("image"))));
  }

  private Service with(ServiceLife changed, YamlMapping changedDefinition) {
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
        changedDefinition);
  }
}
