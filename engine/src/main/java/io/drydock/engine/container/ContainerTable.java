package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The containers of an engine by id and name. A name is taken before its container is made. */
final class ContainerTable {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
  private static final Pattern BEGINNING = Pattern.compile("[0-9a-f]{1,64}");

  private final Map<String, ManagedContainer> byId = new ConcurrentHashMap<>();
  private final Map<String, String> idByName = new HashMap<>();

  /**
   * Takes a name for a container.
   *
   * @throws DrydockException of kind INVALID for what is no name, CONFLICT when another has it
   */
  synchronized void takeName(String name, String id) {
    if (!NAME.matcher(name).matches()) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "Invalid container name (" + name + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
    }
    String other = idByName.putIfAbsent(name, id);
    if (other != null) {
      throw new DrydockException(
          ErrorKind.CONFLICT,
          "Conflict. The container name \"/%s\" is already in use by container \"%s\". You have to remove (or rename) that container to be able to reuse that name."
              .formatted(name, other));
    }
  }

  /** A made-up name that no other container has. */
  synchronized String makeName(String id) {
    for (int attempt = 0; ; attempt++) {
      String name = NameMaker.make(attempt);
      if (idByName.putIfAbsent(name, id) == null) {
        return name;
      }
    }
  }

  synchronized void freeName(String name, String id) {
    idByName.remove(name, id);
  }

  void add(ManagedContainer container) {
    byId.put(container.id(), container);
  }

  void remove(ManagedContainer container) {
    byId.remove(container.id());
    freeName(container.name(), container.id());
  }

  Collection<ManagedContainer> all() {
    return byId.values();
  }

  /**
   * The container of that id, name or beginning of an id.
   *
   * @throws DrydockException of kind NOT_FOUND, or INVALID when several ids begin so
   */
  ManagedContainer get(String idOrName) {
    return find(idOrName)
        .orElseThrow(
            () -> new DrydockException(ErrorKind.NOT_FOUND, "No such container: " + idOrName));
  }

  Optional<ManagedContainer> find(String idOrName) {
    ManagedContainer exact = byId.get(idOrName);
    if (exact != null) {
      return Optional.of(exact);
    }
    String name = idOrName.startsWith("/") ? idOrName.substring(1) : idOrName;
    String id;
    synchronized (this) {
      id = idByName.get(name);
    }
    // Of a name that was only just taken there is no container yet.
    return id == null ? byBeginning(idOrName) : Optional.ofNullable(byId.get(id));
  }

  private Optional<ManagedContainer> byBeginning(String beginning) {
    if (!BEGINNING.matcher(beginning).matches()) {
      return Optional.empty();
    }
    List<ManagedContainer> found =
        byId.values().stream().filter(each -> each.id().startsWith(beginning)).toList();
    if (found.size() > 1) {
      throw new DrydockException(
          ErrorKind.INVALID, "Multiple IDs found with provided prefix: " + beginning);
    }
    return found.stream().findFirst();
  }
}
