package io.drydock.compose.plan;

import io.drydock.compose.plan.Operation.CreateNetwork;
import io.drydock.compose.plan.Operation.CreateVolume;
import io.drydock.compose.plan.Operation.RecreateNetwork;
import io.drydock.compose.plan.Operation.RecreateVolume;
import io.drydock.compose.plan.Reason.Cause;
import io.drydock.compose.request.Labels;
import io.drydock.compose.request.NetworkRequest;
import io.drydock.compose.request.VolumeRequest;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.NetworkState;
import io.drydock.compose.state.VolumeState;
import io.drydock.composefile.model.Network;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.Volume;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans the networks and volumes that services use. */
final class ResourcePlan {
  private final Facts facts;
  private final VolumeChoice choice;
  private final Plan.Builder plan;
  private final Map<String, Integer> networkSteps = new HashMap<>();
  private final Map<String, Integer> volumeSteps = new HashMap<>();
  private final Set<String> changedNetworks = new HashSet<>();

  /** Ids of containers that steps of the plan stop, or remove, before anything else. */
  private final Map<String, Integer> stopped = new HashMap<>();

  private final Set<String> removed = new HashSet<>();

  ResourcePlan(Facts facts, VolumeChoice choice, Plan.Builder plan) {
    this.facts = facts;
    this.choice = choice;
    this.plan = plan;
  }

  /** Adds what the services need and do not have. */
  void add(Set<String> services) {
    var networks = new LinkedHashSet<String>();
    var volumes = new LinkedHashSet<String>();
    for (String each : services) {
      Service service = Objects.requireNonNull(facts.project().services().get(each));
      if (service.provider().isEmpty()) {
        networks.addAll(networks(service));
        volumes.addAll(volumes(service));
      }
    }
    facts
        .project()
        .networks()
        .forEach((key, each) -> {
          if (networks.contains(key)) {
            add(each);
          }
        });
    facts
        .project()
        .volumes()
        .forEach((key, each) -> {
          if (volumes.contains(key)) {
            add(each);
          }
        });
  }

  private static Set<String> networks(Service service) {
    return service.networking().networkMode().isPresent()
        ? Set.of()
        : service.networking().networks().keySet();
  }

  private Set<String> volumes(Service service) {
    var keys = new LinkedHashSet<String>();
    service.storage().volumes().stream()
        .filter(each -> each.type().equals("volume"))
        .forEach(each -> each.source().ifPresent(keys::add));
    return keys;
  }

  private void add(Network network) {
    Optional<NetworkState> present = facts.state().network(network.name());
    if (present.isEmpty()) {
      if (network.external()) {
        if (!isPredefined(network.name())) {
          throw missing("network", network.name()).at(network.location());
        }
        return;
      }
      networkSteps.put(
          network.key(), plan.add(new CreateNetwork(network), Reason.of(Cause.MISSING), List.of()));
      return;
    }
    String hash = present.get().configHash();
    if (network.external() || hash.isEmpty() || hash.equals(NetworkRequest.hash(network))) {
      return;
    }
    changedNetworks.add(network.key());
    List<ContainerState> attached =
        facts.state().containers().stream()
            .filter(each -> each.networkIds().containsKey(network.name()))
            .toList();
    int step =
        plan.add(
            new RecreateNetwork(network, present.get(), attached),
            Reason.of(Cause.DEFINITION),
            List.of());
    networkSteps.put(network.key(), step);
    attached.forEach(each -> stopped.put(each.id(), step));
  }

  private static boolean isPredefined(String name) {
    return List.of("bridge", "host", "none", "default").contains(name);
  }

  private static DrydockException missing(String what, String name) {
    return new DrydockException(
        ErrorKind.NOT_FOUND,
        "%s %s declared as external, but could not be found".formatted(what, name));
  }

  private void add(Volume volume) {
    Optional<VolumeState> present = facts.state().volume(volume.name());
    if (present.isEmpty()) {
      if (volume.external()) {
        throw new DrydockException(
                ErrorKind.NOT_FOUND, "external volume \"%s\" not found".formatted(volume.name()))
            .at(volume.location());
      }
      volumeSteps.put(
          volume.key(), plan.add(new CreateVolume(volume), Reason.of(Cause.MISSING), List.of()));
      return;
    }
    if (volume.external()) {
      return;
    }
    VolumeState state = present.get();
    if (!facts.state().project().equals(state.labels().get(Labels.PROJECT))) {
      plan.warn(
          "volume \"%s\" already exists but was not created by Docker Compose. Use `external: true` to use an existing volume"
              .formatted(volume.name()));
      return;
    }
    boolean changed =
        !state.configHash().isEmpty() && !state.configHash().equals(VolumeRequest.hash(volume));
    if (changed && choice.recreates(volume)) {
      recreate(volume, state);
    }
  }

  private void recreate(Volume volume, VolumeState state) {
    List<ContainerState> users =
        facts.state().containers().stream()
            .filter(each ->
                each.mounts().stream().anyMatch(mount -> mount.name().equals(volume.name())))
            .toList();
    int step =
        plan.add(new RecreateVolume(volume, state, users), Reason.of(Cause.DEFINITION), List.of());
    volumeSteps.put(volume.key(), step);
    users.forEach(each -> removed.add(each.id()));
  }

  /** Steps after which the service's networks and volumes exist. */
  Set<Integer> of(Service service) {
    var steps = new LinkedHashSet<Integer>();
    networks(service).forEach(each -> add(steps, networkSteps.get(each)));
    volumes(service).forEach(each -> add(steps, volumeSteps.get(each)));
    return steps;
  }

  private static void add(Set<Integer> steps, @Nullable Integer step) {
    if (step != null) {
      steps.add(step);
    }
  }

  /** A network of the service that is made anew. */
  Optional<String> changedNetwork(Service service) {
    return networks(service).stream().filter(changedNetworks::contains).findFirst();
  }

  /** Whether a step removes the container because of its volume. */
  boolean removes(ContainerState container) {
    return removed.contains(container.id());
  }

  void stopped(ContainerState container) {
    stopped.put(container.id(), plan.size() - 1);
  }

  /** The step that stops the container though it is not made anew. */
  List<Integer> stopOf(Optional<ContainerState> container) {
    return container.map(each -> stopped.get(each.id())).map(List::of).orElse(List.of());
  }

  boolean stops(ContainerState container) {
    return stopped.containsKey(container.id());
  }
}
