package io.drydock.engine.runtime;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The mounts of a container in the order in which they are made: Docker's own, but for those that
 * others replace, and then the others.
 */
final class MountTable {
  private static final String DEV = "/dev";
  private static final String SHM = "/dev/shm";

  /** Default mounts that stay writable in a container with a read-only root. */
  private static final Set<String> ALWAYS_WRITABLE =
      Set.of("/proc", DEV, "/dev/pts", SHM, "/dev/mqueue");

  private static final Map<String, String> ROOT_PROPAGATION =
      Map.of("shared", "shared", "rshared", "shared", "slave", "rslave", "rslave", "rslave");

  private final List<BundleMount> mounts;

  private MountTable(List<BundleMount> mounts) {
    this.mounts = List.copyOf(mounts);
  }

  static MountTable of(BundleRequest request) {
    var host = request.spec().host();
    boolean privileged = host.security().privileged();
    Set<String> given =
        request.mounts().stream().map(BundleMount::destination).collect(Collectors.toSet());
    var all = new ArrayList<BundleMount>();
    for (BundleMount each : defaults(host.resources().shmSizeBytes())) {
      boolean unwanted = each.destination().equals(SHM) && host.namespaces().ipc().equals("none");
      if (!unwanted && !isReplaced(each, given)) {
        all.add(adapted(each, privileged, host.storage().readonlyRootfs()));
      }
    }
    request.mounts().stream()
        .sorted(Comparator.comparingInt(each -> Path.of(each.destination()).getNameCount()))
        .forEach(all::add);
    return new MountTable(all);
  }

  private static List<BundleMount> defaults(long sharedMemoryBytes) {
    return List.of(
        mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"),
        mount(DEV, "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
        mount(
            "/dev/pts",
            "devpts",
            "devpts",
            "nosuid",
            "noexec",
            "newinstance",
            "ptmxmode=0666",
            "mode=0620",
            "gid=5"),
        mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
        mount("/sys/fs/cgroup", "cgroup", "cgroup", "ro", "nosuid", "noexec", "nodev"),
        mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
        mount(
            SHM,
            "tmpfs",
            "shm",
            "nosuid",
            "noexec",
            "nodev",
            "mode=1777",
            "size=" + sharedMemoryBytes));
  }

  private static BundleMount mount(
      String destination, String type, String source, String... options) {
    return new BundleMount(type, source, destination, List.of(options));
  }

  /** An own /dev replaces all that is below the default one. */
  private static boolean isReplaced(BundleMount each, Set<String> given) {
    return given.contains(each.destination())
        || (given.contains(DEV) && each.destination().startsWith(DEV + "/"));
  }

  private static BundleMount adapted(BundleMount each, boolean privileged, boolean readOnlyRoot) {
    var options = new ArrayList<>(each.options());
    if (privileged && each.destination().startsWith("/sys")) {
      options.remove("ro");
    } else if (readOnlyRoot
        && !ALWAYS_WRITABLE.contains(each.destination())
        && !options.contains("ro")) {
      options.add("ro");
    }
    return new BundleMount(each.type(), each.source(), each.destination(), options);
  }

  /** {@code mounts}. */
  JsonArray json() {
    var array = new JsonArray();
    for (BundleMount each : mounts) {
      var mount = new JsonObject();
      mount.addProperty("destination", each.destination());
      mount.addProperty("type", each.type());
      mount.addProperty("source", each.source());
      mount.add("options", Json.array(each.options()));
      array.add(mount);
    }
    return array;
  }

  /**
   * {@code linux.rootfsPropagation}, which must let pass what one of the mounts lets pass; empty
   * for the runtime's default.
   */
  String rootPropagation() {
    Set<String> needed =
        mounts.stream()
            .flatMap(each -> each.options().stream())
            .filter(ROOT_PROPAGATION::containsKey)
            .map(ROOT_PROPAGATION::get)
            .collect(Collectors.toSet());
    return needed.contains("shared") ? "shared" : needed.contains("rslave") ? "rslave" : "";
  }
}
