package io.drydock.base.resolve;

import io.drydock.base.archive.PackageIndex;
import io.drydock.base.debian.Paragraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** All packages of all repositories that a base may draw from, the preferred ones first. */
public final class Universe {
  private static final Comparator<Candidate> PREFERENCE =
      Comparator.comparingInt(Candidate::priority)
          .reversed()
          .thenComparing(Comparator.comparing(Candidate::version).reversed());

  private static final Comparator<Candidate> PROVIDER_PREFERENCE =
      Comparator.comparingInt(Candidate::rank).thenComparing(Candidate::name);

  private final List<Source> sources;
  private final Map<String, List<Candidate>> candidates = new HashMap<>();
  private final Map<String, List<Candidate>> providers = new HashMap<>();

  /**
   * An index, and how much its packages are preferred.
   *
   * @param priorityOf the package name's priority; negative to take none of that name
   */
  public record Source(PackageIndex index, Function<String, Integer> priorityOf) {}

  public Universe(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** All versions of the package: by priority, then the newest first. */
  List<Candidate> candidates(String name) {
    return candidates.computeIfAbsent(
        name, _ -> collect(source -> source.index().find(name), PREFERENCE));
  }

  /** The preferred versions of packages that provide the name, the most usual package first. */
  List<Candidate> providers(String name) {
    return providers.computeIfAbsent(
        name,
        _ ->
            collect(source -> source.index().providers(name), PROVIDER_PREFERENCE).stream()
                .filter(each -> candidates(each.name()).getFirst().equals(each))
                .toList());
  }

  /** The names of packages that are essential in one of the repositories, sorted. */
  public Set<String> essential() {
    var names = new TreeSet<String>();
    for (Source source : sources) {
      source.index().essential().forEach(each -> names.add(each.get("Package")));
    }
    return names;
  }

  /** Whether a repository has a package of that very name. */
  public boolean has(String name) {
    return !candidates(name).isEmpty();
  }

  /** All package names there are. */
  Set<String> names() {
    var names = new TreeSet<String>();
    sources.forEach(each -> names.addAll(each.index().names()));
    return names;
  }

  private List<Candidate> collect(
      Function<Source, List<Paragraph>> lookUp, Comparator<Candidate> order) {
    var found = new ArrayList<Candidate>();
    for (Source source : sources) {
      for (Paragraph each : lookUp.apply(source)) {
        int priority = source.priorityOf().apply(each.get("Package"));
        if (priority >= 0) {
          found.add(Candidate.of(each, source.index().repository(), priority));
        }
      }
    }
    found.sort(order);
    return List.copyOf(found);
  }
}
