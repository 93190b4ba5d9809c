package io.drydock.compose.plan;

import io.drydock.compose.plan.Reason.Cause;
import io.drydock.compose.request.Change;
import io.drydock.compose.request.Definition;
import io.drydock.compose.request.InjectedFile;
import io.drydock.compose.request.Labels;
import io.drydock.compose.request.Names;
import io.drydock.compose.request.References;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerStatus;
import io.drydock.compose.state.NetworkState;
import io.drydock.composefile.model.Network;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceVolume;
import io.drydock.composefile.model.Volume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether containers are still what their service asks for. */
final class Staleness {
  private final Facts facts;
  private final Service service;
  private final Definition definition;

  Staleness(Facts facts, Service service) {
    this.facts = facts;
    this.service = service;
    var ids = new HashMap<String, String>();
    for (String each : References.shared(service)) {
      List<ContainerState> containers = facts.state().of(each);
      if (!containers.isEmpty()) {
        ids.put(each, containers.getFirst().id());
      }
    }
    this.definition = Definition.of(service, ids);
  }

  /** Why the container has to be made anew; empty when it is as it should be. */
  Optional<Reason> reason(ContainerState container) {
    if (container.status() == ContainerStatus.DEAD
        || container.status() == ContainerStatus.REMOVING) {
      return Optional.of(Reason.of(Cause.BROKEN));
    }
    return definition(container)
        .or(() -> content(container))
        .or(() -> image(container))
        .or(() -> networks(container))
        .or(() -> volumes(container));
  }

  private Optional<Reason> definition(ContainerState container) {
    if (definition.matches(container.label(Labels.CONFIG_HASH))) {
      return Optional.empty();
    }
    Optional<List<Change>> changes =
        Optional.of(container.label(Labels.DEFINITION))
            .filter(each -> !each.isEmpty())
            .flatMap(definition::changesSince);
    if (changes.isEmpty()) {
      return Optional.of(Reason.of(Cause.DEFINITION));
    }
    if (!changes.get().isEmpty()) {
      return Optional.of(
          new Reason(Cause.DEFINITION, changes.get().stream().map(Change::toString).toList()));
    }
    return References.shared(service).isEmpty()
        ? Optional.empty()
        : Optional.of(Reason.of(Cause.SHARED));
  }

  private Optional<Reason> content(ContainerState container) {
    if (container.label(Labels.DEFINITION).isEmpty()) {
      return Optional.empty();
    }
    String now = InjectedFile.hash(InjectedFile.of(facts.project(), service)).orElse("");
    return now.equals(container.label(Labels.CONTENTS))
        ? Optional.empty()
        : Optional.of(Reason.of(Cause.CONTENT));
  }

  private Optional<Reason> image(ContainerState container) {
    String wanted = facts.imageId(service);
    String label = container.label(Labels.IMAGE);
    String present = label.isEmpty() ? container.imageId() : label;
    return wanted.isEmpty() || present.isEmpty() || wanted.equals(present)
        ? Optional.empty()
        : Optional.of(
            Reason.of(
                Cause.IMAGE,
                Names.image(facts.project(), service)
                    + " was "
                    + Names.shortId(present)
                    + ", is "
                    + Names.shortId(wanted)));
  }

  private Optional<Reason> networks(ContainerState container) {
    if (service.networking().networkMode().isPresent()) {
      return Optional.empty();
    }
    for (String key : service.networking().networks().keySet()) {
      Network network = facts.project().networks().get(key);
      Optional<NetworkState> present =
          Optional.ofNullable(network).flatMap(each -> facts.state().network(each.name()));
      if (present.isPresent() && !isConnected(container, present.get())) {
        return Optional.of(Reason.of(Cause.NETWORK, "not connected to " + present.get().name()));
      }
    }
    return Optional.empty();
  }

  /** A container that never ran does not know the ids of its networks. */
  private static boolean isConnected(ContainerState container, NetworkState network) {
    Map<String, String> ids = container.networkIds();
    String id = ids.get(network.name());
    return ids.containsValue(network.id()) || (id != null && id.isEmpty());
  }

  private Optional<Reason> volumes(ContainerState container) {
    for (ServiceVolume each : service.storage().volumes()) {
      Optional<Volume> volume = each.source().map(source -> facts.project().volumes().get(source));
      if (each.type().equals("volume")
          && volume.isPresent()
          && !mounts(container, volume.get().name(), each.target())) {
        return Optional.of(
            Reason.of(Cause.VOLUME, each.target() + " is to be " + volume.get().name()));
      }
    }
    return Optional.empty();
  }

  private static boolean mounts(ContainerState container, String name, String target) {
    return container.mounts().stream()
        .anyMatch(each -> each.name().equals(name) && each.target().equals(target));
  }
}
