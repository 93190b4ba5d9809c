package io.drydock.engine.runtime;

import com.google.gson.JsonObject;
import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Parameters of the kernel that belong to a container's own namespaces; see sysctl(8). */
final class Sysctls {
  private static final Set<String> OF_IPC =
      Set.of(
          "kernel.msgmax",
          "kernel.msgmnb",
          "kernel.msgmni",
          "kernel.sem",
          "kernel.shmall",
          "kernel.shmmax",
          "kernel.shmmni",
          "kernel.shm_rmid_forced");

  private static final String DOMAIN_NAME = "kernel.domainname";

  /** Lets everybody ping, and use ports below 1024, in a network of the container's own. */
  private static final List<List<String>> DEFAULTS =
      List.of(
          List.of("net.ipv4.ping_group_range", "0 2147483647"),
          List.of("net.ipv4.ip_unprivileged_port_start", "0"));

  private Sysctls() {}

  /** {@code linux.sysctl}. */
  static JsonObject write(ContainerSpec spec) {
    check(spec.host());
    var json = new JsonObject();
    String mode = spec.host().networking().networkMode();
    if (!mode.equals("host") && !mode.startsWith("container:")) {
      DEFAULTS.stream()
          .filter(each -> exists(each.getFirst()))
          .forEach(each -> json.addProperty(each.getFirst(), each.getLast()));
    }
    String domain = spec.settings().domainname();
    if (!domain.isEmpty() && !spec.host().namespaces().uts().equals("host")) {
      json.addProperty(DOMAIN_NAME, domain);
    }
    spec.host().security().sysctls().forEach(json::addProperty);
    return json;
  }

  private static boolean exists(String name) {
    return Files.exists(Path.of("/proc/sys", name.replace('.', '/')));
  }

  /**
   * Refuses parameters that would change the host or another container.
   *
   * @throws DrydockException of kind INVALID
   */
  static void check(HostConfig host) {
    boolean ownNetwork = !host.networking().networkMode().equals("host");
    boolean ownIpc = !host.namespaces().ipc().equals("host");
    boolean ownHostname = !host.namespaces().uts().equals("host");
    for (String each : host.security().sysctls().keySet()) {
      String name = each.replace('/', '.');
      if (OF_IPC.contains(name) || name.startsWith("fs.mqueue.")) {
        require(ownIpc, name, "ipc");
      } else if (name.startsWith("net.")) {
        require(ownNetwork, name, "network");
      } else if (name.equals(DOMAIN_NAME)) {
        require(ownHostname, name, "uts");
      } else {
        throw new DrydockException(ErrorKind.INVALID, "sysctl '" + each + "' is not allowed")
            .withHint(
                "only what belongs to a namespace can be set: net.*, fs.mqueue.*, kernel.shm*");
      }
    }
  }

  private static void require(boolean own, String name, String namespace) {
    if (!own) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "sysctl '%s' not allowed in host %s namespace".formatted(name, namespace));
    }
  }
}
