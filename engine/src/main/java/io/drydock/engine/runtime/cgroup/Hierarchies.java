package io.drydock.engine.runtime.cgroup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the host's control groups are mounted: the controllers of version 1 each at a place of
 * their own, those of version 2 together, or some here and some there.
 */
final class Hierarchies {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  private static final Set<String> CONTROLLERS =
      Set.of(
          "blkio",
          "cpu",
          "cpuacct",
          "cpuset",
          "devices",
          "freezer",
          "hugetlb",
          "memory",
          "net_cls",
          "net_prio",
          "perf_event",
          "pids",
          "rdma");

  private final Map<String, Path> old;
  private final List<Path> named;
  private final Optional<Path> unified;

  private Hierarchies(Map<String, Path> old, List<Path> named, Optional<Path> unified) {
    this.old = old;
    this.named = named;
    this.unified = unified;
  }

  /** Those of this host, which don't change while it runs. */
  static Hierarchies ofHost() {
    return Host.HIERARCHIES;
  }

  /** Read when they are first needed. */
  private static final class Host {
    static final Hierarchies HIERARCHIES = read();

    private static Hierarchies read() {
      try {
        return parse(Files.readAllLines(MOUNTS));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Of the lines of {@code /proc/self/mountinfo}; see proc(5). */
  static Hierarchies parse(List<String> lines) {
    var old = new LinkedHashMap<String, Path>();
    var named = new ArrayList<Path>();
    Optional<Path> unified = Optional.empty();
    for (String line : lines) {
      String[] halves = line.split(" - ", 2);
      if (halves.length < 2) {
        continue;
      }
      String[] type = halves[1].split(" ", -1);
      Path place = Path.of(halves[0].split(" ", -1)[4].replace("\\040", " "));
      if (type[0].equals("cgroup2") && unified.isEmpty()) {
        unified = Optional.of(place);
      } else if (type[0].equals("cgroup")) {
        List<String> options = List.of(type[2].split(",", -1));
        options.stream()
            .filter(CONTROLLERS::contains)
            .forEach(each -> old.putIfAbsent(each, place));
        if (options.stream().noneMatch(CONTROLLERS::contains)) {
          named.add(place);
        }
      }
    }
    return new Hierarchies(old, named, unified);
  }

  /** 1 where a controller is mounted the old way, else 2. */
  int version() {
    return old.isEmpty() ? 2 : 1;
  }

  /** The root of the controller's hierarchy; empty when this host has no such controller. */
  Optional<Path> root(String controller) {
    return Optional.ofNullable(old.get(controller))
        .or(() -> version() == 2 ? unified : Optional.empty());
  }

  /** The roots of all hierarchies. */
  Collection<Path> roots() {
    var roots = new java.util.LinkedHashSet<>(old.values());
    roots.addAll(named);
    unified.ifPresent(roots::add);
    return roots;
  }
}
