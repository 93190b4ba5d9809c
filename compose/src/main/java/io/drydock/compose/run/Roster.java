package io.drydock.compose.run;

import io.drydock.compose.request.Surroundings.Peer;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ProjectState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The containers that services have at this moment, while a plan is carried out. */
final class Roster {
  private final Map<String, TreeMap<Integer, Peer>> services = new HashMap<>();
  private final Map<String, Map<String, String>> variables = new HashMap<>();

  Roster(ProjectState state) {
    for (ContainerState each : state.containers()) {
      boolean waits = each.replaces().flatMap(state::container).isPresent();
      if (!each.isOneOff() && !waits) {
        put(each.service(), new Peer(each.id(), each.name(), each.number()));
      }
    }
  }

  synchronized void put(String service, Peer container) {
    services.computeIfAbsent(service, key -> new TreeMap<>()).put(container.number(), container);
  }

  synchronized void remove(String service, String id) {
    TreeMap<Integer, Peer> containers = services.get(service);
    if (containers != null) {
      containers.values().removeIf(each -> each.id().equals(id));
    }
  }

  /** The containers of the service, by number. */
  synchronized List<Peer> of(String service) {
    return List.copyOf(services.getOrDefault(service, new TreeMap<>()).values());
  }

  synchronized Optional<Peer> find(String service, int number) {
    return Optional.ofNullable(services.getOrDefault(service, new TreeMap<>()).get(number));
  }

  synchronized Map<String, List<Peer>> all() {
    var all = new HashMap<String, List<Peer>>();
    services.forEach((name, each) -> all.put(name, List.copyOf(each.values())));
    return all;
  }

  /** Has the service's containers get more variables. */
  synchronized void addVariables(String service, Map<String, String> more) {
    variables.computeIfAbsent(service, key -> new LinkedHashMap<>()).putAll(more);
  }

  synchronized SequencedMap<String, String> variables(String service) {
    return new LinkedHashMap<>(variables.getOrDefault(service, Map.of()));
  }
}
