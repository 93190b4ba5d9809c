package io.drydock.engine.runtime.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The control group of one container, in every hierarchy of the host. */
public final class Cgroup {
  /** The first of these that the host has tells which processes are in the group. */
  private static final List<String> MEMBERSHIP = List.of("pids", "memory", "freezer", "cpu");

  private static final int LONGEST_PAUSE_MILLIS = 64;

  private final String path;
  private final Hierarchies hierarchies;

  private Cgroup(String path, Hierarchies hierarchies) {
    this.path = path;
    this.hierarchies = hierarchies;
  }

  /**
   * @param path below each hierarchy's root, absolute, as {@code linux.cgroupsPath} of the bundle
   */
  public static Cgroup of(String path) {
    Path clean = Path.of("/", path).normalize();
    if (clean.getNameCount() == 0) {
      throw new IllegalArgumentException("the root of all control groups is no container's");
    }
    return new Cgroup(clean.toString().substring(1), Hierarchies.ofHost());
  }

  public boolean exists() {
    return membership().filter(Files::isDirectory).isPresent();
  }

  private Optional<Path> membership() {
    return MEMBERSHIP.stream().map(this::directory).flatMap(Optional::stream).findFirst();
  }

  private Optional<Path> directory(String controller) {
    return hierarchies.root(controller).map(root -> root.resolve(path));
  }

  /** The processes in it and below it, as the host numbers them. */
  public List<Integer> processes() {
    var pids = new ArrayList<Integer>();
    membership().ifPresent(directory -> collect(directory, pids));
    return pids.stream().sorted().distinct().toList();
  }

  private static void collect(Path directory, List<Integer> pids) {
    for (String line : ControlFile.lines(directory.resolve("cgroup.procs"))) {
      ControlFile.parse(line).ifPresent(pid -> pids.add((int) pid));
    }
    children(directory).forEach(child -> collect(child, pids));
  }

  private static List<Path> children(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** How many processes the kernel has killed because the group was out of memory. */
  public long outOfMemoryKills() {
    String file = hierarchies.version() == 1 ? "memory.oom_control" : "memory.events";
    return directory("memory")
        .map(each -> ControlFile.table(each.resolve(file)).getOrDefault("oom_kill", 0L))
        .orElse(0L);
  }

  /**
   * What it has used until now.
   *
   * @param pid of the container's first process, in whose network namespace the interfaces are
   */
  public Statistics statistics(int pid) {
    var counters =
        hierarchies.version() == 1
            ? new OldCounters(controller -> directory(controller))
            : new UnifiedCounters(directory("memory").orElseThrow());
    HostCounters host = HostCounters.read();
    return new Statistics(
        Instant.now(),
        counters.cpu(host),
        counters.memory(host),
        counters.blockIo(),
        counters.pids(),
        HostCounters.interfaces(pid));
  }

  /** Removes what a killed runtime left of it. Does nothing while a process is in it. */
  public void remove() {
    for (Path root : hierarchies.roots()) {
      remove(root.resolve(path));
    }
  }

  private static void remove(Path directory) {
    children(directory).forEach(Cgroup::remove);
    for (int pause = 1; !isRemoved(directory) && pause <= LONGEST_PAUSE_MILLIS; pause *= 2) {
      if (!ControlFile.lines(directory.resolve("cgroup.procs")).isEmpty()) {
        // Still in use: whoever is in it removes it.
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
    }
  }

  /** The kernel keeps a group for a moment after its last process has ended. */
  private static boolean isRemoved(Path directory) {
    try {
      Files.deleteIfExists(directory);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
