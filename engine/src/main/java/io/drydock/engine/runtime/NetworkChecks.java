package io.drydock.engine.runtime;

import static io.drydock.engine.runtime.Refusals.refuseIf;

import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSpec;
import io.drydock.container.Networking;
import java.util.List;

/** Checks of what a container asks of a network that is not its own. */
final class NetworkChecks {
  private NetworkChecks() {}

  static void check(ContainerSpec spec) {
    Networking asked = spec.host().networking();
    ContainerSettings settings = spec.settings();
    boolean ofHost = asked.networkMode().equals("host");
    boolean ofContainer = asked.networkMode().startsWith("container:");
    refuseIf(
        asked.networkMode().equals("container") || asked.networkMode().equals("container:"),
        "invalid container format container:<name|id>");
    boolean hostname = !settings.hostname().isEmpty();
    conflict(ofContainer && hostname, "hostname and the network mode");
    boolean hostNames = spec.host().namespaces().uts().equals("host");
    conflict(hostNames && hostname, "hostname and the UTS mode");
    conflict(hostNames && !settings.domainname().isEmpty(), "domainname and the UTS mode");
    boolean links = !asked.links().isEmpty();
    conflict(ofHost && links, withoutLinks("host type networking"));
    conflict(ofContainer && links, withoutLinks("container type network"));
    conflict(ofContainer && !asked.dns().isEmpty(), "dns and the network mode");
    conflict(
        ofContainer && !asked.extraHosts().isEmpty(),
        "custom host-to-IP mapping and the network mode");
    conflict(
        (ofHost || ofContainer) && !settings.macAddress().isEmpty(),
        "mac-address and the network mode");
    conflict(
        ofContainer && (!asked.portBindings().isEmpty() || asked.publishAllPorts()),
        "port publishing and the container type network mode");
    conflict(
        ofContainer && !settings.exposedPorts().isEmpty(),
        "port exposing and the container type network mode");
  }

  private static String withoutLinks(String network) {
    return network + " can't be used with links. This would result in undefined behavior";
  }

  private static void conflict(boolean both, String what) {
    refuseIf(both, "conflicting options: " + what);
  }

  static List<String> warnings(Networking asked) {
    return asked.networkMode().equals("host") && !asked.portBindings().isEmpty()
        ? List.of("Published ports are discarded when using host network mode")
        : List.of();
  }
}
