package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which services of a project, in canonical form, are enabled: those without profile or with an
 * active one, and when some are asked for by name, these and what they depend on, whatever its
 * profile. For an optional dependency no profile is passed over.
 *
 * @param profiles those that are active, with those of services that are asked for
 * @param enabled the names of the services
 * @param byName whether services were asked for
 */
record Selection(Set<String> profiles, Set<String> enabled, boolean byName) {
  private static final String ALL = "*";
  private static final String DEPENDS_ON = "depends_on";

  /**
   * @param names services that are asked for; empty for all
   * @throws DrydockException of kind NOT_FOUND for a name that no service has
   */
  static Selection of(YamlMapping services, List<String> activeProfiles, List<String> names) {
    var profiles = new LinkedHashSet<>(activeProfiles);
    for (String each : names) {
      YamlNode service = services.get(each).orElseThrow(() -> noSuchService(each, services));
      if (!isActive(service, profiles)) {
        profiles.addAll(Trees.texts(service, "profiles"));
      }
    }
    var active = new LinkedHashSet<String>();
    for (YamlMapping.Entry each : services.entries()) {
      if (isActive(each.value(), profiles)) {
        active.add(each.key());
      }
    }
    return names.isEmpty()
        ? new Selection(profiles, active, false)
        : new Selection(profiles, reach(services, active, names), true);
  }

  private static boolean isActive(YamlNode service, Set<String> profiles) {
    List<String> own = Trees.texts(service, "profiles");
    return own.isEmpty() || profiles.contains(ALL) || own.stream().anyMatch(profiles::contains);
  }

  private static Set<String> reach(YamlMapping services, Set<String> active, List<String> names) {
    var reached = new HashSet<String>();
    var waiting = new ArrayList<>(names);
    while (!waiting.isEmpty()) {
      String next = waiting.removeLast();
      if (reached.add(next)) {
        for (YamlMapping.Entry each : dependencies(services.require(next)).entries()) {
          String name = each.key();
          if (services.has(name) && (active.contains(name) || !isOptional(each.value()))) {
            waiting.add(name);
          }
        }
      }
    }
    return reached;
  }

  private static YamlMapping dependencies(YamlNode service) {
    return Trees.mapping(service, DEPENDS_ON);
  }

  private static boolean isOptional(YamlNode dependency) {
    return dependency.at("required").filter(Selection::isFalse).isPresent();
  }

  private static boolean isFalse(YamlNode node) {
    return node instanceof YamlScalar scalar && Boolean.FALSE.equals(scalar.value());
  }

  private static DrydockException noSuchService(String name, YamlMapping services) {
    List<String> names = List.copyOf(services.keys());
    String hint =
        Suggestion.closest(name, names)
            .map("Did you mean %s?"::formatted)
            .orElseGet(() -> "the project has " + String.join(", ", names));
    return new DrydockException(ErrorKind.NOT_FOUND, "no such service: " + name).withHint(hint);
  }

  /** The project with enabled services only. */
  YamlMapping enabledOf(YamlMapping project) {
    return with(project, true);
  }

  /** The project with disabled services only. */
  YamlMapping disabledOf(YamlMapping project) {
    return with(project, false);
  }

  private YamlMapping with(YamlMapping project, boolean wanted) {
    YamlMapping services = Trees.mapping(project, "services");
    YamlMapping.Builder chosen = services.toBuilder();
    for (YamlMapping.Entry each : services.entries()) {
      if (enabled.contains(each.key()) != wanted) {
        chosen.remove(each.key());
      } else if (byName && wanted && each.value() instanceof YamlMapping service) {
        chosen.put(each.with(withoutLeftOut(service, services)));
      }
    }
    return project.with("services", chosen.build());
  }

  /** The service without its optional dependencies that do not come along. */
  private YamlMapping withoutLeftOut(YamlMapping service, YamlMapping services) {
    YamlMapping kept = dependencies(service);
    for (String each : kept.keys()) {
      kept = services.has(each) && !enabled.contains(each) ? kept.without(each) : kept;
    }
    if (kept.size() == dependencies(service).size()) {
      return service;
    }
    return kept.isEmpty() ? service.without(DEPENDS_ON) : service.with(DEPENDS_ON, kept);
  }
}
