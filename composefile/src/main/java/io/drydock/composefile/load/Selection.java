package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which services of a project, in canonical form, are enabled: those without profile or with an
 * active one, and when some are asked for by name, these and what they depend on.
 *
 * @param profiles those that are active, with those of services that are asked for
 */
record Selection(Set<String> profiles, Set<String> enabled) {
  private static final String ALL = "*";

  /**
   * @param names services that are asked for; empty for all
   * @throws DrydockException of kind NOT_FOUND for a name that no service has
   */
  static Selection of(YamlMapping services, List<String> activeProfiles, List<String> names) {
    var profiles = new LinkedHashSet<>(activeProfiles);
    for (String each : names) {
      YamlNode service = services.get(each).orElseThrow(() -> noSuchService(each));
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
    return new Selection(profiles, names.isEmpty() ? active : reach(services, active, names));
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
      if (active.contains(next) && reached.add(next)) {
        waiting.addAll(Trees.mapping(services.require(next), "depends_on").keys());
      }
    }
    return reached;
  }

  private static DrydockException noSuchService(String name) {
    return new DrydockException(ErrorKind.NOT_FOUND, "no such service: " + name);
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
    for (String each : services.keys()) {
      if (enabled.contains(each) != wanted) {
        chosen.remove(each);
      }
    }
    return project.with("services", chosen.build());
  }
}
