package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.health.HealthMonitor;
import io.drydock.engine.journal.Journal;

/** Removes containers that do not run, with all that belongs to them. */
final class Removal {
  private static final Journal JOURNAL = Journal.of("container");

  private final ContainerParts parts;
  private final ContainerTable table;
  private final HealthMonitor health;
  private final ContainerEvents events;

  Removal(ContainerParts parts, ContainerTable table, HealthMonitor health) {
    this.parts = parts;
    this.table = table;
    this.health = health;
    this.events = new ContainerEvents(parts.events());
  }

  /** Removes a container with {@code --rm}, or one whose removal was begun. */
  void removeItself(ManagedContainer container) {
    // Of a removal that was cut off nobody knows whether the volumes were to go.
    boolean volumes = container.definition().spec().host().autoRemove();
    try {
      remove(container, volumes);
    } catch (DrydockException e) {
      JOURNAL.warn("a container cannot remove itself", "container", container, "error", e);
    }
  }

  /**
   * Removes a container; its lock is held. When that fails, what is left is as dead, and can be
   * removed again.
   *
   * @param volumes whether anonymous volumes go too
   */
  void remove(ManagedContainer container, boolean volumes) {
    String id = container.id();
    ExitStatus last = new ExitStatus(container.progress().state().exitCode(), "");
    container.cancelPendingStart();
    container.settle(container.progress().withStatus(Status.REMOVING));
    try {
      parts.mounts().remove(id, container.definition().mounts(), volumes);
      parts.files().remove(id);
      health.removed(id);
      parts.logs().ended(id);
      container.folder().delete();
    } catch (DrydockException e) {
      container.settle(container.progress().withStatus(Status.DEAD));
      throw new DrydockException(
          ErrorKind.INTERNAL,
          "cannot remove container \"/" + container + "\": " + e.getMessage(),
          e);
    }
    container.markRemoved();
    table.remove(container);
    events.publish(container, "destroy");
    container.console().abandon();
    container.waits().removed(last);
  }
}
