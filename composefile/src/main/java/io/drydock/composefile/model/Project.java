package io.drydock.composefile.model;

import io.drydock.composefile.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * An application that Compose files describe: services, and what they share.
 *
 * <p>Maps are in alphabetical order of their keys, as {@code compose config} prints them.
 *
 * @param name lower case letters, digits, dashes and underscores
 * @param workingDir absolute; what relative paths start at
 * @param files those it was read from, in order; without standard input and contents given by name
 * @param environment what its variables were filled in from: the caller's and the .env files'
 * @param profiles those that are active
 * @param services those that are enabled
 * @param disabledServices those that wait for a profile, or were not selected
 * @param definition the canonical form of what is enabled, as {@code compose config} prints it
 */
public record Project(
    String name,
    Path workingDir,
    List<Path> files,
    SequencedMap<String, String> environment,
    SequencedSet<String> profiles,
    SequencedMap<String, Service> services,
    SequencedMap<String, Service> disabledServices,
    SequencedMap<String, Network> networks,
    SequencedMap<String, Volume> volumes,
    SequencedMap<String, SharedFile> secrets,
    SequencedMap<String, SharedFile> configs,
    SequencedMap<String, Model> models,
    YamlMapping definition) {
  public Project {
    files = List.copyOf(files);
    environment = Copies.of(environment);
    profiles = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(profiles));
    services = Copies.of(services);
    disabledServices = Copies.of(disabledServices);
    networks = Copies.of(networks);
    volumes = Copies.of(volumes);
    secrets = Copies.of(secrets);
    configs = Copies.of(configs);
    models = Copies.of(models);
  }

  /** The service, enabled or not. */
  public Optional<Service> service(String service) {
    Service enabled = services.get(service);
    return Optional.ofNullable(enabled != null ? enabled : disabledServices.get(service));
  }
}
