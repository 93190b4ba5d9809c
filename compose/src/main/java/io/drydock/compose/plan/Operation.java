package io.drydock.compose.plan;

import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.NetworkState;
import io.drydock.compose.state.VolumeState;
import io.drydock.composefile.model.Dependency.Condition;
import io.drydock.composefile.model.Network;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.Volume;
import java.util.List;
import java.util.Optional;

/** One thing that is done in an engine. */
public sealed interface Operation {
  /** What it is done to, as {@code Container shop-api-1}. */
  String subject();

  /** What is done, as {@code create}. */
  String verb();

  /** Calls the visitor's method for this sort of operation. */
  void accept(OperationVisitor visitor) throws InterruptedException;

  /** Makes a network. */
  record CreateNetwork(Network network) implements Operation {
    @Override
    public String subject() {
      return "Network " + network.name();
    }

    @Override
    public String verb() {
      return "create";
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /**
   * Makes a network anew.
   *
   * @param attached containers that are stopped and disconnected before
   */
  record RecreateNetwork(Network network, NetworkState old, List<ContainerState> attached)
      implements Operation {
    public RecreateNetwork {
      attached = List.copyOf(attached);
    }

    @Override
    public String subject() {
      return "Network " + network.name();
    }

    @Override
    public String verb() {
      return "recreate";
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /** Removes a network; one that is in use or gone already is left. */
  record RemoveNetwork(NetworkState network) implements Operation {
    @Override
    public String subject() {
      return "Network " + network.name();
    }

    @Override
    public String verb() {
      return "remove";
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /** Makes a volume. */
  record CreateVolume(Volume volume) implements Operation {
    @Override
    public String subject() {
      return "Volume " + volume.name();
    }

    @Override
    public String verb() {
      return "create";
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /**
   * Makes a volume anew, with which its content is lost.
   *
   * @param users containers that are removed before
   */
  record RecreateVolume(Volume volume, VolumeState old, List<ContainerState> users)
      implements Operation {
    public RecreateVolume {
      users = List.copyOf(users);
    }

    @Override
    public String subject() {
      return "Volume " + volume.name();
    }

    @Override
    public String verb() {
      return "recreate";
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /** Removes a volume. */
  record RemoveVolume(String name) implements Operation {
    @Override
    public String subject() {
      return "Volume " + name;
    }

    @Override
    public String verb() {
      return "remove";
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /** Removes an image. */
  record RemoveImage(String reference) implements Operation {
    @Override
    public String subject() {
      return "Image " + reference;
    }

    @Override
    public String verb() {
      return "remove";
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /**
   * Makes a container, or makes it anew: then the old one is stopped and removed once the new one
   * exists, which gets its name.
   *
   * @param name that the container has in the end
   * @param old the one whose place it takes
   * @param keepsVolumes whether it gets the anonymous volumes of the old one
   * @param removesOld whether the old one still has to be removed
   */
  record CreateContainer(
      Service service,
      int number,
      String name,
      Optional<ContainerState> old,
      boolean keepsVolumes,
      boolean removesOld)
      implements Operation {
    @Override
    public String subject() {
      return "Container " + name;
    }

    @Override
    public String verb() {
      return old.isPresent() && removesOld ? "recreate" : "create";
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /**
   * Replaces a running container of a service with several by one that runs and is healthy.
   *
   * @param startFirst whether the new one runs before the old one is stopped
   * @param delayMillis pause after it, before the next one's turn
   */
  record ReplaceContainer(CreateContainer creation, boolean startFirst, long delayMillis)
      implements Operation {
    @Override
    public String subject() {
      return creation.subject();
    }

    @Override
    public String verb() {
      return "replace";
    }

    @Override
    public void accept(OperationVisitor visitor) throws InterruptedException {
      visitor.visit(this);
    }
  }

  /** Gives a container that a killed call left under a temporary name its own name. */
  record RenameContainer(ContainerState container, String name) implements Operation {
    @Override
    public String subject() {
      return "Container " + container.name();
    }

    @Override
    public String verb() {
      return "rename to " + name;
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /**
   * Starts the container of a service.
   *
   * @param definition what comes after the start, where it is known
   * @param paused whether it only has to be unpaused
   */
  record StartContainer(
      String service, Optional<Service> definition, int number, String name, boolean paused)
      implements Operation {
    @Override
    public String subject() {
      return "Container " + name;
    }

    @Override
    public String verb() {
      return paused ? "unpause" : "start";
    }

    @Override
    public void accept(OperationVisitor visitor) throws InterruptedException {
      visitor.visit(this);
    }
  }

  /** Runs the steps that come before the start of a service's containers. */
  record RunPreStart(Service service) implements Operation {
    @Override
    public String subject() {
      return "Service " + service.name();
    }

    @Override
    public String verb() {
      return "run pre_start";
    }

    @Override
    public void accept(OperationVisitor visitor) throws InterruptedException {
      visitor.visit(this);
    }
  }

  /**
   * Stops a container.
   *
   * @param service what its definition says about stopping, where it has one
   */
  record StopContainer(ContainerState container, Optional<Service> service) implements Operation {
    @Override
    public String subject() {
      return "Container " + container.name();
    }

    @Override
    public String verb() {
      return "stop";
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /**
   * Removes a container, with its anonymous volumes where that is asked for; a running one is
   * stopped before.
   */
  record RemoveContainer(
      ContainerState container, Optional<Service> service, boolean stop, boolean volumes)
      implements Operation {
    @Override
    public String subject() {
      return "Container " + container.name();
    }

    @Override
    public String verb() {
      return "remove";
    }

    @Override
    public void accept(OperationVisitor visitor) {
      visitor.visit(this);
    }
  }

  /**
   * Waits until all containers of a service have reached a condition.
   *
   * @param required whether it is an error when they do not
   */
  record Await(String service, Condition condition, boolean required) implements Operation {
    @Override
    public String subject() {
      return "Service " + service;
    }

    @Override
    public String verb() {
      return "wait for " + condition;
    }

    @Override
    public void accept(OperationVisitor visitor) throws InterruptedException {
      visitor.visit(this);
    }
  }

  /**
   * Calls the program that runs a service.
   *
   * @param command {@code up}, {@code down} or {@code stop}
   */
  record CallProvider(Service service, String command) implements Operation {
    @Override
    public String subject() {
      return "Service " + service.name();
    }

    @Override
    public String verb() {
      return "provider " + command;
    }

    @Override
    public void accept(OperationVisitor visitor) throws InterruptedException {
      visitor.visit(this);
    }
  }
}
