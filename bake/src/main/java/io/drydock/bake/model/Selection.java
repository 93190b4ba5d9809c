package io.drydock.bake.model;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The targets to build, each complete: with what it inherits and what {@code --set} says.
 *
 * @param targets by name; targets that others only use as a context are among them
 * @param groups that were asked for, by name, and "default": what the call names
 */
public record Selection(Map<String, Target> targets, Map<String, Group> groups) {
  private static final String DEFAULT = "default";

  /** How long a chain of inheritance, of groups or of links may be. */
  private static final int LONGEST_CHAIN = 500;

  public Selection {
    targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    groups = Collections.unmodifiableMap(new TreeMap<>(groups));
  }

  /**
   * What the names mean in the definition.
   *
   * @param names of targets and groups, or patterns; none for "default"
   * @param overrides values of {@code --set}
   * @param environment gives overridden arguments without a value theirs
   * @throws DrydockException of kind NOT_FOUND for a name without a target, of kind INVALID for
   *     circles
   */
  public static Selection of(
      Definition definition,
      List<String> names,
      List<String> overrides,
      Map<String, String> environment) {
    return new Selecting(definition, new Overrides(overrides, definition, environment))
        .select(names.isEmpty() ? List.of(DEFAULT) : names);
  }

  /** One selection on its way. */
  private static final class Selecting {
    private final Definition definition;
    private final Overrides overrides;
    private final Map<String, Target> targets = new TreeMap<>();
    private final Map<String, Group> groups = new TreeMap<>();
    private final Set<String> linked = new HashSet<>();

    Selecting(Definition definition, Overrides overrides) {
      this.definition = definition;
      this.overrides = overrides;
    }

    Selection select(List<String> names) {
      Set<String> wanted = new LinkedHashSet<>();
      for (String name : names) {
        wanted.addAll(TargetPattern.all(ComposeTargets.targetName(name), definition));
      }
      for (String name : wanted) {
        addGroup(name, new ArrayList<>());
      }
      addDefault(wanted);
      for (String name : List.copyOf(targets.keySet())) {
        link(name, new ArrayList<>());
      }
      return new Selection(targets, groups);
    }

    /** A group's members, or the target of that name; a group in itself means a target. */
    private void addGroup(String name, List<String> path) {
      Optional<Group> group = path.contains(name) ? Optional.empty() : definition.group(name);
      if (group.isEmpty()) {
        if (definition.group(name).isEmpty() || definition.target(name).isPresent()) {
          targets.computeIfAbsent(name, this::resolve);
        }
        return;
      }
      checkLength(path, name);
      if (groups.put(name, group.get()) == null || path.isEmpty()) {
        path.add(name);
        group.get().targets().forEach(each -> addGroup(each, path));
        path.removeLast();
      }
    }

    /** What the call names is the group "default", beside what the files put into it. */
    private void addDefault(Set<String> wanted) {
      Set<String> members = new TreeSet<>();
      if (groups.containsKey(DEFAULT)) {
        members.addAll(groups.get(DEFAULT).targets());
      }
      for (String name : wanted) {
        if (!name.equals(DEFAULT) || !groups.containsKey(DEFAULT)) {
          members.add(name);
        }
      }
      Optional<String> description =
          Optional.ofNullable(groups.get(DEFAULT)).flatMap(Group::description);
      groups.put(DEFAULT, new Group(DEFAULT, description, List.copyOf(members)));
    }

    private Target resolve(String name) {
      Target target = inherited(name, new HashMap<>(), new ArrayList<>());
      Target complete = target.without(TargetAttribute.INHERITS);
      if (complete.text(TargetAttribute.CONTEXT).isEmpty()) {
        String base = complete.base().isEmpty() ? "." : complete.base();
        complete = complete.with(TargetAttribute.CONTEXT, new Setting.Text(base));
      }
      boolean noFile =
          complete.text(TargetAttribute.DOCKERFILE).filter(each -> !each.isEmpty()).isEmpty();
      return noFile
          ? complete.with(TargetAttribute.DOCKERFILE, new Setting.Text("Dockerfile"))
          : complete;
    }

    /** The target over those that it inherits from; a circle simply ends. */
    private Target inherited(String name, Map<String, Target> known, List<String> path) {
      Target done = known.get(name);
      if (done != null) {
        return done;
      }
      Target own = definition.target(name).orElseThrow(() -> notFound(name));
      checkLength(path, name);
      path.add(name);
      Target merged = Target.named(name);
      for (String parent : own.texts(TargetAttribute.INHERITS)) {
        if (!path.contains(parent)) {
          Target inherited = inherited(parent, known, path);
          merged = merged.merge(inherited.without(TargetAttribute.INHERITS));
        }
      }
      path.removeLast();
      String base = own.base();
      boolean hasContext = merged.text(TargetAttribute.CONTEXT).isPresent();
      merged = merged.merge(own);
      Target result =
          overrides
              .apply(hasContext || base.isEmpty() ? merged : merged.withBase(base))
              .normalised();
      known.put(name, result);
      return result;
    }

    private DrydockException notFound(String name) {
      var error = new DrydockException(ErrorKind.NOT_FOUND, "failed to find target " + name);
      List<String> names = new ArrayList<>();
      definition.groups().forEach(each -> names.add(each.name()));
      definition.targets().forEach(each -> names.add(each.name()));
      return Suggestion.closest(name, names)
          .map(close -> error.withHint("Did you mean " + close + "?"))
          .orElse(
              names.isEmpty()
                  ? error
                  : error.withHint("Known are " + String.join(", ", new TreeSet<>(names)) + "."));
    }

    /** Adds the targets that a target uses as contexts. */
    private void link(String name, List<String> path) {
      checkLength(path, name);
      if (!linked.add(name) && !path.isEmpty()) {
        return;
      }
      path.add(name);
      for (String context : target(name).named(TargetAttribute.CONTEXTS).values()) {
        if (context.startsWith("target:")) {
          linked(name, context.substring("target:".length()), path);
        }
      }
      path.removeLast();
    }

    private Target target(String name) {
      return Optional.ofNullable(targets.get(name)).orElseThrow(() -> notFound(name));
    }

    private void linked(String name, String used, List<String> path) {
      if (used.equals(name)) {
        throw invalid("target " + used + " cannot link to itself");
      }
      if (path.contains(used)) {
        throw invalid("infinite loop from " + name + " to " + used);
      }
      if (!targets.containsKey(used)) {
        var cacheOnly = new Setting.Entries(List.of(new Entry(Map.of("type", "cacheonly"))));
        targets.put(used, resolve(used).with(TargetAttribute.OUTPUT, cacheOnly));
      }
      link(used, path);
      Target user = target(name);
      Target source = target(used);
      targets.put(name, user.allowing(source.texts(TargetAttribute.ENTITLEMENTS)));
      checkPlatforms(user, source);
    }

    private static void checkPlatforms(Target user, Target source) {
      List<String> wanted = user.texts(TargetAttribute.PLATFORMS);
      List<String> made = source.texts(TargetAttribute.PLATFORMS);
      if (wanted.size() > 1 && made.size() > 1 && !new HashSet<>(made).containsAll(wanted)) {
        throw invalid(
            "target "
                + source.name()
                + " can't be used by "
                + user.name()
                + " because its platforms "
                + wanted
                + " are not a subset of "
                + made);
      }
    }

    private static void checkLength(List<String> path, String name) {
      if (path.size() >= LONGEST_CHAIN) {
        throw invalid("more than " + LONGEST_CHAIN + " steps lead to " + name);
      }
    }

    private static DrydockException invalid(String message) {
      return new DrydockException(ErrorKind.INVALID, message);
    }
  }
}
