package io.drydock.compose.request;

import io.drydock.compose.request.Surroundings.Peer;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** References of a service to containers of other services: namespaces, volumes, links. */
public final class References {
  private static final String SERVICE = "service:";
  private static final String CONTAINER = "container:";

  private References() {}

  /**
   * The services whose namespaces or volumes the service shares, so that it has to be made anew
   * when one of them is.
   */
  public static SequencedSet<String> shared(Service service) {
    var names = new LinkedHashSet<String>();
    add(names, service.networking().networkMode());
    add(names, service.isolation().ipc());
    add(names, service.isolation().pid());
    for (String each : service.storage().volumesFrom()) {
      if (!each.startsWith(CONTAINER)) {
        names.add(head(each));
      }
    }
    return names;
  }

  /** The services whose containers have to exist before the service's can be made. */
  public static SequencedSet<String> needed(Service service) {
    SequencedSet<String> names = shared(service);
    service.networking().links().forEach(each -> names.add(head(each)));
    return names;
  }

  private static void add(SequencedSet<String> names, Optional<String> mode) {
    mode.filter(each -> each.startsWith(SERVICE))
        .ifPresent(each -> names.add(each.substring(SERVICE.length())));
  }

  static String head(String reference) {
    int colon = reference.indexOf(':');
    return colon < 0 ? reference : reference.substring(0, colon);
  }

  /** A namespace as the API names it: {@code service:NAME} by the id of a container. */
  static String namespace(
      Service service, String key, Optional<String> mode, Surroundings surroundings) {
    if (mode.isEmpty() || !mode.get().startsWith(SERVICE)) {
      return mode.orElse("");
    }
    String other = mode.get().substring(SERVICE.length());
    return CONTAINER + first(service, key, other, surroundings).id();
  }

  /** A source of volumes as the API names it. */
  static String volumesFrom(Service service, String source, Surroundings surroundings) {
    if (source.startsWith(CONTAINER)) {
      return source.substring(CONTAINER.length());
    }
    String other = head(source);
    return first(service, "volumes_from", other, surroundings).id()
        + source.substring(other.length());
  }

  private static Peer first(Service service, String key, String other, Surroundings surroundings) {
    List<Peer> containers = surroundings.containers().getOrDefault(other, List.of());
    if (containers.isEmpty()) {
      throw new DrydockException(
              ErrorKind.CONFLICT,
              "service \"%s\": %s refers to service \"%s\", which has no container"
                  .formatted(service.name(), key, other))
          .at(service.location());
    }
    return containers.getFirst();
  }
}
