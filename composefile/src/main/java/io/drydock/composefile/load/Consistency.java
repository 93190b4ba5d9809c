package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.core.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses projects, in canonical form, whose parts do not fit each other: services that refer to
 * what does not exist, or that say the same thing twice in different words.
 */
final class Consistency {
  private static final String SERVICE = "service:";

  private final YamlMapping project;
  private final YamlMapping services;
  private final Set<String> disabled;

  private Consistency(YamlMapping project, Set<String> disabled) {
    this.project = project;
    this.services = Trees.mapping(project, "services");
    this.disabled = disabled;
  }

  /**
   * @param disabled services that the files have and that are not in the project
   * @throws DrydockException of kind INVALID, at the value
   */
  static void check(YamlMapping project, Set<String> disabled) {
    var all = new Consistency(project, disabled);
    var names = new HashMap<String, String>();
    for (YamlMapping.Entry each : all.services.entries()) {
      if (each.value() instanceof YamlMapping service) {
        all.source(each.key(), service, each.location());
        all.references(each.key(), service);
        ServiceChecks.check(each.key(), service);
        containerName(each.key(), service, names);
      }
    }
    for (YamlMapping.Entry each : Trees.mapping(project, "secrets").entries()) {
      secret(each.key(), each.value());
    }
    Cycles.refuse(all.services);
  }

  private void source(String name, YamlMapping service, SourceLocation place) {
    boolean hasSource = service.has("build") || service.has("image") || service.has("provider");
    if (!hasSource) {
      throw invalid(
          place,
          "service \"%s\" has neither an image nor a build context specified".formatted(name));
    }
    if (service.get("build").orElse(null) instanceof YamlMapping build) {
      build(name, service, build);
    }
  }

  private void build(String name, YamlMapping service, YamlMapping build) {
    if (build.has("dockerfile") && build.has("dockerfile_inline")) {
      throw invalid(
          build.keyLocation("dockerfile_inline"),
          "service \"%s\" declares mutually exclusive dockerfile and dockerfile_inline"
              .formatted(name));
    }
    for (YamlMapping.Entry each : Trees.mapping(build, "additional_contexts").entries()) {
      additionalContext(name, each);
    }
    List<String> platforms = Trees.texts(build, "platforms");
    String platform = Trees.text(service, "platform");
    if (!platforms.isEmpty() && !platform.isEmpty() && !platforms.contains(platform)) {
      throw invalid(
          build.keyLocation("platforms"),
          "service \"%s\": build.platforms must include the service's platform \"%s\""
              .formatted(name, platform));
    }
    for (YamlNode each : Trees.items(build, "secrets")) {
      defined(name, "build secret", "secrets", Trees.text(each, "source"), each.location());
    }
  }

  private void additionalContext(String name, YamlMapping.Entry context) {
    String text = context.value().text().orElse("");
    if (!text.startsWith(SERVICE)) {
      return;
    }
    String target = text.substring(SERVICE.length());
    YamlNode service = services.get(target).orElse(null);
    if (service == null) {
      throw invalid(
          context.location(),
          "service \"%s\" declares unknown service \"%s\" as additional contexts %s"
              .formatted(name, target, context.key()));
    }
    if (!Trees.has(service, "build")) {
      throw invalid(
          context.location(),
          "service \"%s\" declares non-buildable service \"%s\" as additional contexts %s"
              .formatted(name, target, context.key()));
    }
  }

  private void references(String name, YamlMapping service) {
    keys(name, service, "network", "networks");
    for (YamlMapping.Entry each : Trees.mapping(service, "depends_on").entries()) {
      dependency(name, each);
    }
    for (YamlNode each : Trees.items(service, "volumes")) {
      if (Trees.text(each, "type").equals("volume") && Trees.has(each, "source")) {
        defined(name, "volume", "volumes", Trees.text(each, "source"), each.location());
      }
    }
    for (YamlNode each : Trees.items(service, "configs")) {
      defined(name, "config", "configs", Trees.text(each, "source"), each.location());
    }
    for (YamlNode each : Trees.items(service, "secrets")) {
      defined(name, "secret", "secrets", Trees.text(each, "source"), each.location());
    }
    keys(name, service, "model", "models");
  }

  private void keys(String name, YamlMapping service, String kind, String section) {
    for (YamlMapping.Entry each : Trees.mapping(service, section).entries()) {
      defined(name, kind, section, each.key(), each.location());
    }
  }

  private void defined(
      String service, String kind, String section, String name, SourceLocation place) {
    YamlMapping known = Trees.mapping(project, section);
    if (!known.has(name)) {
      throw invalid(
              place, "service \"%s\" refers to undefined %s %s".formatted(service, kind, name))
          .withHint(meant(name, known.keys()).orElse("declare it under the top-level " + section));
    }
  }

  private void dependency(String name, YamlMapping.Entry dependency) {
    String other = dependency.key();
    boolean required = !Trees.text(dependency.value(), "required").equals("false");
    if (services.has(other) || (!required && disabled.contains(other))) {
      return;
    }
    DrydockException error =
        invalid(
            dependency.location(),
            "service \"%s\" depends on undefined service \"%s\"".formatted(name, other));
    throw disabled.contains(other)
        ? error.withHint(
            "service " + other + " is not enabled: activate its profile, or set required: false")
        : error.withHint(meant(other, services.keys()).orElse("use the name of a service"));
  }

  private static Optional<String> meant(String name, Set<String> known) {
    return Suggestion.closest(name, List.copyOf(known)).map(each -> "Did you mean " + each + "?");
  }

  private static void containerName(String name, YamlMapping service, Map<String, String> names) {
    String container = Trees.text(service, "container_name");
    String other = container.isEmpty() ? null : names.putIfAbsent(container, name);
    if (other != null) {
      throw invalid(
          service.keyLocation("container_name"),
          "services.%s: container name \"%s\" is already in use by service %s"
              .formatted(name, container, other));
    }
  }

  private static void secret(String name, YamlNode secret) {
    boolean hasSource =
        Trees.flag(secret, "external")
            || Trees.has(secret, "file")
            || Trees.has(secret, "environment")
            || Trees.has(secret, "driver");
    if (!hasSource) {
      throw invalid(
          secret.location(),
          "secret \"%s\" must declare either `file` or `environment`".formatted(name));
    }
  }

  static DrydockException invalid(SourceLocation place, String message) {
    return new DrydockException(ErrorKind.INVALID, message + ": invalid compose project").at(place);
  }
}
