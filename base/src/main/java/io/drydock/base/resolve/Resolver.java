package io.drydock.base.resolve;

import io.drydock.base.debian.Relation;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what has to be installed for some packages to work, as {@code apt-get
 * --no-install-recommends} does on an empty system.
 *
 * <p>A dependency takes what is chosen already, else the first alternative that can be had, else
 * goes back and tries the next one. Of each package the preferred version is taken; another only if
 * a dependency rules that one out. The outcome depends on nothing but the archive and the order of
 * what is wanted.
 */
public final class Resolver {
  private static final int MOST_STEPS = 500_000;

  private final Universe universe;
  private final String architecture;
  private final Set<String> assumed;
  private final Set<String> requested = new HashSet<>();
  private final Map<String, Candidate> chosen = new LinkedHashMap<>();
  private final Map<String, Candidate> pinned = new HashMap<>();
  private final Deque<Candidate> trail = new ArrayDeque<>();
  private final Set<String> obstacles = new LinkedHashSet<>();
  private int steps;

  /**
   * @param architecture Debian's name of it
   * @param assumed names that dependencies may take for granted and that nothing is installed for
   */
  public Resolver(Universe universe, String architecture, Set<String> assumed) {
    this.universe = universe;
    this.architecture = architecture;
    this.assumed = Set.copyOf(assumed);
  }

  /**
   * The packages to install, sorted by name.
   *
   * @throws DrydockException of kind NOT_FOUND when a wanted package does not exist, of kind
   *     CONFLICT when it cannot be installed; each with the place that wants it
   */
  public List<Candidate> resolve(List<Wanted> wanted) {
    for (Wanted each : wanted) {
      requested.add(each.name());
      if (!each.version().isEmpty() || !each.suite().isEmpty()) {
        pinned.put(each.name(), pick(each));
      }
    }
    for (Wanted each : wanted) {
      obstacles.clear();
      if (!tryAny(options(named(each)), each.toString())) {
        throw unsatisfiable(each);
      }
    }
    return chosen.values().stream().sorted(Comparator.comparing(Candidate::name)).toList();
  }

  private Relation named(Wanted wanted) {
    if (universe.has(wanted.name()) || !universe.providers(wanted.name()).isEmpty()) {
      return Relation.to(wanted.name());
    }
    throw missing(wanted);
  }

  private Candidate pick(Wanted wanted) {
    named(wanted);
    return universe.candidates(wanted.name()).stream()
        .filter(wanted::accepts)
        .findFirst()
        .orElseThrow(() ->
            new DrydockException(
                    ErrorKind.NOT_FOUND, "there is no package " + wanted + " in the archive")
                .at(wanted.location())
                .withHint("There is " + versions(wanted.name()) + "."));
  }

  private String versions(String name) {
    Collection<String> found = new LinkedHashSet<>();
    for (Candidate each : universe.candidates(name)) {
      found.add(each.version() + " (" + each.repository().suite() + ")");
    }
    return String.join(", ", found);
  }

  /** All candidates for one relation, in the order in which they are tried. */
  private List<Candidate> options(Relation relation) {
    if (!relation.qualifier().isEmpty()
        && !List.of("any", "native", architecture).contains(relation.qualifier())) {
      return List.of();
    }
    var options = new ArrayList<Candidate>();
    Candidate pin = pinned.get(relation.name());
    List<Candidate> real = pin == null ? universe.candidates(relation.name()) : List.of(pin);
    real.stream().filter(each -> relation.accepts(each.version())).forEach(options::add);
    universe.providers(relation.name()).stream()
        .filter(each -> each.provides(relation) && !each.name().equals(relation.name()))
        .sorted(Comparator.comparing(each -> !requested.contains(each.name())))
        .forEach(options::add);
    return options;
  }

  private boolean tryAny(List<Candidate> options, String wantedBy) {
    for (Candidate each : options) {
      int mark = trail.size();
      if (install(each, wantedBy)) {
        return true;
      }
      undo(mark);
    }
    return false;
  }

  private boolean install(Candidate candidate, String wantedBy) {
    if (++steps > MOST_STEPS) {
      throw new DrydockException(
          ErrorKind.CONFLICT, "cannot find packages that fit together: too many possibilities");
    }
    Candidate same = chosen.get(candidate.name());
    if (same != null) {
      return same.equals(candidate);
    }
    if (isRejected(candidate, wantedBy)) {
      return false;
    }
    chosen.put(candidate.name(), candidate);
    trail.push(candidate);
    for (List<Relation> group : candidate.depends()) {
      if (!satisfy(group, candidate)) {
        return false;
      }
    }
    return true;
  }

  private void undo(int mark) {
    while (trail.size() > mark) {
      chosen.remove(trail.pop().name());
    }
  }

  private boolean isRejected(Candidate candidate, String wantedBy) {
    for (Candidate other : chosen.values()) {
      if (rejects(other, candidate) || rejects(candidate, other)) {
        obstacles.add(
            candidate + ", which " + wantedBy + " needs, conflicts with " + other + ", chosen too");
        return true;
      }
    }
    return false;
  }

  private static boolean rejects(Candidate one, Candidate other) {
    for (Relation each : one.rejects()) {
      if (other.satisfies(each)) {
        return true;
      }
    }
    return false;
  }

  private boolean satisfy(List<Relation> group, Candidate dependent) {
    for (Relation each : group) {
      if (assumed.contains(each.name()) || isChosen(each)) {
        return true;
      }
    }
    for (Relation each : requestedFirst(group)) {
      if (tryAny(options(each), dependent.toString())) {
        return true;
      }
    }
    noteUnmet(group, dependent);
    return false;
  }

  private boolean isChosen(Relation relation) {
    Candidate real = chosen.get(relation.name());
    if (real != null && relation.accepts(real.version())) {
      return true;
    }
    for (Candidate each : universe.providers(relation.name())) {
      if (each.equals(chosen.get(each.name())) && each.provides(relation)) {
        return true;
      }
    }
    return false;
  }

  private List<Relation> requestedFirst(List<Relation> group) {
    return group.size() == 1
        ? group
        : group.stream()
            .sorted(Comparator.comparing(each -> !requested.contains(each.name())))
            .toList();
  }

  private void noteUnmet(List<Relation> group, Candidate dependent) {
    String needs = String.join(" | ", group.stream().map(Relation::toString).toList());
    var there = new ArrayList<String>();
    for (Relation each : group) {
      if (universe.has(each.name())) {
        there.add(each.name() + " " + versions(each.name()));
      }
    }
    obstacles.add(
        dependent
            + " depends on "
            + needs
            + (there.isEmpty()
                ? ", which does not exist"
                : "; the archive has " + String.join(", ", there)));
  }

  private DrydockException unsatisfiable(Wanted wanted) {
    String why = obstacles.isEmpty() ? "" : ":\n  " + String.join("\n  ", obstacles);
    return new DrydockException(
            ErrorKind.CONFLICT, "package " + wanted + " cannot be installed" + why)
        .at(wanted.location());
  }

  private DrydockException missing(Wanted wanted) {
    List<String> similar = NearMisses.of(wanted.name(), universe.names());
    var error =
        new DrydockException(
                ErrorKind.NOT_FOUND, "there is no package " + wanted.name() + " in the archive")
            .at(wanted.location());
    return similar.isEmpty()
        ? error
        : error.withHint("Did you mean " + String.join(" or ", similar) + "?");
  }
}
