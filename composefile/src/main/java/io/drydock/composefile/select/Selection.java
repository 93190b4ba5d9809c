package io.drydock.composefile.select;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The services of a project, those that are enabled and the others, each in the long form and by
 * name.
 */
public record Selection(YamlMapping enabled, YamlMapping disabled) {
  private static final String DEPENDS_ON = "depends_on";
  private static final String ANY_PROFILE = "*";

  /**
   * Enables the services that have no profile, and those that have one of these; {@code *} is any.
   */
  public static Selection byProfiles(YamlMapping services, Collection<String> profiles) {
    return split(services, name -> hasProfile(services.require(name), profiles));
  }

  private static boolean hasProfile(YamlNode service, Collection<String> profiles) {
    YamlNode own = service.at("profiles").orElse(null);
    if (!(own instanceof YamlSequence several) || several.isEmpty()) {
      return true;
    }
    return profiles.contains(ANY_PROFILE)
        || several.items().stream()
            .anyMatch(each -> each.text().filter(profiles::contains).isPresent());
  }

  /**
   * Enables only the named services and those that they depend on, whatever their profiles; all
   * enabled ones where none is named. An optional dependency is not enabled for that.
   *
   * @throws DrydockException of kind NOT_FOUND for a name that no service has
   */
  public Selection only(Collection<String> names) {
    if (names.isEmpty()) {
      return this;
    }
    YamlMapping all = all();
    Set<String> wanted = withDependencies(all, names);
    Selection chosen = split(all, wanted::contains);
    YamlMapping complete =
        chosen.enabled.map((name, service) ->
            withoutOptional(service, dependency -> isLeftOut(dependency, wanted)));
    return new Selection(complete, chosen.disabled);
  }

  private boolean isLeftOut(String service, Set<String> wanted) {
    return !wanted.contains(service) && (enabled.has(service) || disabled.has(service));
  }

  private YamlMapping all() {
    YamlMapping.Builder all = enabled.toBuilder();
    disabled.entries().forEach(all::put);
    return all.build();
  }

  private Set<String> withDependencies(YamlMapping all, Collection<String> names) {
    var wanted = new HashSet<String>();
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!all.has(name)) {
        throw new DrydockException(
            ErrorKind.NOT_FOUND,
            "no such service: " + name,
            null,
            "the project has " + String.join(", ", all.keys()),
            null);
      }
      if (wanted.add(name)) {
        dependencies(all.require(name)).entries().stream()
            .filter(each -> isNeeded(each, all))
            .forEach(each -> open.add(each.key()));
      }
    }
    return wanted;
  }

  /** Whether the dependency comes along: one that exists, and is enabled or required. */
  private boolean isNeeded(YamlMapping.Entry dependency, YamlMapping all) {
    boolean optional = dependency.value().at("required").filter(Selection::isFalse).isPresent();
    return all.has(dependency.key()) && (enabled.has(dependency.key()) || !optional);
  }

  private static boolean isFalse(YamlNode node) {
    return node instanceof YamlScalar scalar && Boolean.FALSE.equals(scalar.value());
  }

  private static YamlMapping dependencies(YamlNode service) {
    return service
        .at(DEPENDS_ON)
        .flatMap(YamlNode::mapping)
        .orElseGet(() -> YamlMapping.empty(service.location()));
  }

  private static YamlNode withoutOptional(YamlNode service, NamePredicate leftOut) {
    YamlMapping kept = dependencies(service);
    for (String each : kept.keys()) {
      kept = leftOut.test(each) ? kept.without(each) : kept;
    }
    if (!(service instanceof YamlMapping mapping) || kept.size() == dependencies(service).size()) {
      return service;
    }
    return kept.isEmpty() ? mapping.without(DEPENDS_ON) : mapping.with(DEPENDS_ON, kept);
  }

  private static Selection split(YamlMapping services, NamePredicate enables) {
    YamlMapping.Builder enabled = YamlMapping.builder(services.location());
    YamlMapping.Builder disabled = YamlMapping.builder(services.location());
    for (YamlMapping.Entry each : services.entries()) {
      (enables.test(each.key()) ? enabled : disabled).put(each);
    }
    return new Selection(enabled.build(), disabled.build());
  }

  /** Tells services apart by their names. */
  @FunctionalInterface
  interface NamePredicate {
    boolean test(String name);
  }
}
