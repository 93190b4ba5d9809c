package io.drydock.compose.run;

import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.compose.plan.Facts;
import io.drydock.compose.plan.Operation;
import io.drydock.compose.plan.Operation.CreateContainer;
import io.drydock.compose.plan.OperationVisitor;
import io.drydock.compose.request.NetworkRequest;
import io.drydock.compose.request.Surroundings.Peer;
import io.drydock.compose.request.VolumeRequest;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.compose.state.ContainerState;
import io.drydock.composefile.model.Dependency.Condition;
import io.drydock.composefile.model.Deploy;
import io.drydock.composefile.model.Network;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.Volume;
import io.drydock.container.NetworkJson;
import io.drydock.container.VolumeJson;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Does in an engine what the steps of a plan say, and tells of it. */
final class Operations implements OperationVisitor {
  private final Engine engine;
  private final Project project;
  private final ContainerMaker maker;
  private final Roster roster;
  private final ContainerStops stops;
  private final HookRunner hooks;
  private final Supplier<Awaiting> awaiting;
  private final ProjectListener listener;

  /**
   * @param awaiting opened at the first use
   */
  Operations(
      Engine engine,
      Facts facts,
      ContainerStops stops,
      Supplier<Awaiting> awaiting,
      ProjectListener listener) {
    this.engine = engine;
    this.project = facts.project();
    this.roster = new Roster(facts.state());
    this.maker = new ContainerMaker(engine, project, facts.imageIds(), roster);
    this.stops = stops;
    this.hooks = new HookRunner(engine.client(), listener);
    this.awaiting = awaiting;
    this.listener = listener;
  }

  @Override
  public void visit(Operation.CreateNetwork operation) {
    create(operation.network());
  }

  private void create(Network network) {
    Resource resource = Resource.network(network.name());
    listener.tell(resource, Phase.CREATING);
    engine
        .client()
        .post(
            "/networks/create",
            new Query(),
            NetworkJson.write(NetworkRequest.spec(project, network)))
        .discard();
    listener.tell(resource, Phase.CREATED);
  }

  @Override
  public void visit(Operation.RecreateNetwork operation) {
    for (ContainerState each : operation.attached()) {
      if (each.status().isUp()) {
        stops.stop(each, project.service(each.service()));
      }
      engine.disconnect(operation.old().id(), each.id());
    }
    remove(operation.network().name(), operation.old().id());
    create(operation.network());
  }

  @Override
  public void visit(Operation.RemoveNetwork operation) {
    remove(operation.network().name(), operation.network().id());
  }

  private void remove(String name, String id) {
    Resource resource = Resource.network(name);
    listener.tell(resource, Phase.REMOVING);
    try {
      engine.client().delete("/networks/" + EngineClient.part(id), new Query()).discard();
      listener.tell(resource, Phase.REMOVED);
    } catch (DrydockException e) {
      leave(resource, e, "active endpoints");
    }
  }

  /** What is in use stays, and what is gone needs no removal. */
  private void leave(Resource resource, DrydockException error, String inUse) {
    if (error.kind() == ErrorKind.NOT_FOUND) {
      listener.tell(resource, Phase.REMOVED);
    } else if (error.getMessage().contains(inUse) || error.kind() == ErrorKind.CONFLICT) {
      listener.tell(resource, Phase.SKIPPED, "Resource is still in use");
    } else {
      throw error;
    }
  }

  @Override
  public void visit(Operation.CreateVolume operation) {
    create(operation.volume());
  }

  private void create(Volume volume) {
    Resource resource = Resource.volume(volume.name());
    listener.tell(resource, Phase.CREATING);
    engine
        .client()
        .post("/volumes/create", new Query(), VolumeJson.write(VolumeRequest.spec(project, volume)))
        .discard();
    listener.tell(resource, Phase.CREATED);
  }

  @Override
  public void visit(Operation.RecreateVolume operation) {
    operation.users().forEach(each -> stops.remove(each, project.service(each.service()), false));
    removeVolume(operation.volume().name());
    create(operation.volume());
  }

  @Override
  public void visit(Operation.RemoveVolume operation) {
    removeVolume(operation.name());
  }

  private void removeVolume(String name) {
    Resource resource = Resource.volume(name);
    listener.tell(resource, Phase.REMOVING);
    try {
      engine.client().delete("/volumes/" + EngineClient.part(name), new Query()).discard();
      listener.tell(resource, Phase.REMOVED);
    } catch (DrydockException e) {
      leave(resource, e, "volume is in use");
    }
  }

  @Override
  public void visit(Operation.RemoveImage operation) {
    Resource resource = Resource.image(operation.reference(), "");
    listener.tell(resource, Phase.REMOVING);
    try {
      engine
          .client()
          .delete("/images/" + EngineClient.part(operation.reference()), new Query())
          .discard();
      listener.tell(resource, Phase.REMOVED);
    } catch (DrydockException e) {
      leave(resource, e, "is using");
    }
  }

  @Override
  public void visit(Operation.CreateContainer operation) {
    boolean replaces = operation.old().isPresent() && operation.removesOld();
    Resource resource = resource(operation.service(), operation.name(), "");
    listener.tell(resource, replaces ? Phase.RECREATING : Phase.CREATING);
    Peer made = maker.make(operation);
    if (replaces) {
      ContainerState old = operation.old().get();
      stops.end(old, Optional.of(operation.service()));
      takePlace(operation, made, old);
    } else {
      roster.put(operation.service().name(), made);
    }
    listener.tell(
        resource(operation.service(), operation.name(), made.id()),
        replaces ? Phase.RECREATED : Phase.CREATED);
  }

  private void takePlace(CreateContainer operation, Peer made, ContainerState old) {
    engine.remove(old.id(), !operation.keepsVolumes());
    engine.rename(made.id(), operation.name());
    roster.put(
        operation.service().name(), new Peer(made.id(), operation.name(), operation.number()));
  }

  private static Resource resource(Service service, String name, String id) {
    return Resource.container(name, id, service.name());
  }

  @Override
  public void visit(Operation.ReplaceContainer operation) throws InterruptedException {
    CreateContainer creation = operation.creation();
    ContainerState old = creation.old().orElseThrow();
    Service service = creation.service();
    listener.tell(resource(service, creation.name(), ""), Phase.RECREATING);
    Peer temporary = maker.make(creation);
    Peer made = new Peer(temporary.id(), creation.name(), creation.number());
    Resource resource = resource(service, creation.name(), made.id());
    if (!operation.startFirst()) {
      stops.end(old, Optional.of(service));
    }
    try {
      begin(Optional.of(service), made, resource);
      awaitReady(service, made);
    } catch (DrydockException e) {
      forgive(service, made, old, operation.startFirst(), e);
    }
    if (operation.startFirst()) {
      stops.end(old, Optional.of(service));
    }
    takePlace(creation, made, old);
    listener.tell(resource, Phase.STARTED);
    Thread.sleep(operation.delayMillis());
  }

  /** Does what {@code update_config.failure_action} says of a new one that does not run well. */
  private void forgive(
      Service service, Peer made, ContainerState old, boolean oldRuns, DrydockException error) {
    String action =
        service
            .deploy()
            .flatMap(Deploy::updateConfig)
            .flatMap(Deploy.Update::failureAction)
            .orElse("pause");
    if (action.equals("continue")) {
      listener.tell(resource(service, made.name(), made.id()), Phase.WARNING, error.getMessage());
      return;
    }
    if (action.equals("rollback") || oldRuns) {
      engine.remove(made.id(), false);
      if (!oldRuns) {
        engine.start(old.id());
      }
    }
    throw error;
  }

  private void awaitReady(Service service, Peer made) throws InterruptedException {
    if (awaiting.get().hasProbes(made)) {
      awaiting.get().await(service.name(), List.of(made), Condition.HEALTHY);
    }
  }

  @Override
  public void visit(Operation.RenameContainer operation) {
    ContainerState container = operation.container();
    engine.rename(container.id(), operation.name());
    roster.put(container.service(), new Peer(container.id(), operation.name(), container.number()));
    listener.tell(
        Resource.container(operation.name(), container.id(), container.service()), Phase.RENAMED);
  }

  @Override
  public void visit(Operation.StartContainer operation) {
    Peer container =
        roster
            .find(operation.service(), operation.number())
            .orElseThrow(() ->
                new DrydockException(
                    ErrorKind.NOT_FOUND, "container " + operation.name() + " is gone"));
    Resource resource = Resource.container(container.name(), container.id(), operation.service());
    if (operation.paused()) {
      listener.tell(resource, Phase.UNPAUSING);
      engine.unpause(container.id());
      listener.tell(resource, Phase.UNPAUSED);
    } else {
      begin(operation.definition(), container, resource);
      listener.tell(resource, Phase.STARTED);
    }
  }

  private void begin(Optional<Service> service, Peer container, Resource resource) {
    listener.tell(resource, Phase.STARTING);
    engine.start(container.id());
    if (service.isPresent()) {
      hooks.run("post_start", service.get().life().postStart(), resource);
    }
  }

  @Override
  public void visit(Operation.RunPreStart operation) {
    new PreStart(engine, project, maker, roster, listener).run(operation.service());
  }

  @Override
  public void visit(Operation.StopContainer operation) {
    stops.stop(operation.container(), operation.service());
  }

  @Override
  public void visit(Operation.RemoveContainer operation) {
    ContainerState container = operation.container();
    if (operation.stop() && container.status().isUp()) {
      stops.stop(container, operation.service());
    }
    stops.remove(container, operation.service(), operation.volumes());
    roster.remove(container.service(), container.id());
  }

  @Override
  public void visit(Operation.Await operation) throws InterruptedException {
    String service = operation.service();
    try {
      awaiting.get().await(service, roster.of(service), operation.condition());
    } catch (DrydockException e) {
      if (operation.required() || e.kind() == ErrorKind.CANCELLED) {
        throw e;
      }
      listener.tell(
          Resource.service(service),
          Phase.WARNING,
          "optional dependency \"%s\" failed to start: %s".formatted(service, e.getMessage()));
    }
  }

  @Override
  public void visit(Operation.CallProvider operation) throws InterruptedException {
    Service service = operation.service();
    Map<String, Map<String, String>> variables =
        new ProviderCall(project, listener).call(service, operation.command());
    variables.forEach(roster::addVariables);
  }
}
