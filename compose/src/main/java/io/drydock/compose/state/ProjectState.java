package io.drydock.compose.state;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an engine holds of a project.
 *
 * @param containers all that have the project's label, ended ones and those of {@code run} too
 * @param networks those with the project's label, and external ones that were asked after
 */
public record ProjectState(
    String project,
    List<ContainerState> containers,
    List<NetworkState> networks,
    List<VolumeState> volumes) {
  public ProjectState {
    containers = List.copyOf(containers);
    networks = List.copyOf(networks);
    volumes = List.copyOf(volumes);
  }

  /** The containers of the service, without those of {@code run}, by number. */
  public List<ContainerState> of(String service) {
    return containers.stream()
        .filter(each -> each.service().equals(service) && !each.isOneOff())
        .sorted(Comparator.comparingInt(ContainerState::number))
        .toList();
  }

  /** The services that have containers, without those of {@code run}, in alphabetical order. */
  public List<String> services() {
    var names = new TreeMap<String, Boolean>();
    containers.stream()
        .filter(each -> !each.isOneOff())
        .forEach(each -> names.put(each.service(), true));
    return List.copyOf(names.keySet());
  }

  /** The network with the name in the engine. */
  public Optional<NetworkState> network(String name) {
    return networks.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The volume with the name in the engine. */
  public Optional<VolumeState> volume(String name) {
    return volumes.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  public Optional<ContainerState> container(String id) {
    return containers.stream().filter(each -> each.id().equals(id)).findFirst();
  }
}
