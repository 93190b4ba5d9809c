package io.drydock.compose.run;

import io.drydock.compose.request.Labels;
import io.drydock.compose.request.Surroundings.Peer;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.composefile.model.Hook;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.container.Networking;
import io.drydock.container.Storage;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs the steps of {@code pre_start}: each in a container of its own, which is like the service's
 * and has its volumes, before the service's containers start.
 */
final class PreStart {
  private static final String EVENT = "pre_start";

  private final Engine engine;
  private final Project project;
  private final ContainerMaker maker;
  private final Roster roster;
  private final ProjectListener listener;

  PreStart(
      Engine engine,
      Project project,
      ContainerMaker maker,
      Roster roster,
      ProjectListener listener) {
    this.engine = engine;
    this.project = project;
    this.maker = maker;
    this.roster = roster;
    this.listener = listener;
  }

  /**
   * Runs all, one after another.
   *
   * @throws DrydockException of kind STEP_FAILED when one fails; its container stays, to be looked
   *     at
   */
  void run(Service service) {
    List<Peer> containers = roster.of(service.name());
    int index = 0;
    for (Hook each : service.life().preStart()) {
      List<Peer> targets = each.perReplica() ? containers : containers.subList(0, 1);
      for (Peer target : targets) {
        run(service, each, index, target);
      }
      index++;
    }
  }

  private void run(Service service, Hook hook, int index, Peer target) {
    String suffix = target.number() == 1 ? "" : "-" + target.number();
    String name = "%s-%s-%s-%d%s".formatted(project.name(), service.name(), EVENT, index, suffix);
    engine.remove(name, true);
    Resource resource = Resource.container(name, "", service.name());
    listener.tell(resource, Phase.STARTING);
    String id = engine.create(spec(service, hook, target), name, "");
    engine.start(id);
    int code = engine.awaitExit(id, "");
    if (code != 0) {
      throw new DrydockException(
              ErrorKind.STEP_FAILED,
              "service \"%s\" %s[%d]: exited with status %d"
                  .formatted(service.name(), EVENT, index, code))
          .withHint("Its container is kept: see the logs of " + name + ".");
    }
    engine.remove(id, true);
    listener.tell(resource, Phase.EXITED);
  }

  private ContainerSpec spec(Service service, Hook hook, Peer target) {
    ContainerSpec base = maker.spec(service, target.number());
    HostConfig host =
        base.host()
            .withStorage(storage(base.host().storage(), target))
            .withRestartPolicy(RestartPolicy.NO)
            .withNetworking(withoutPorts(base.host().networking()));
    return new ContainerSpec(settings(base.settings(), hook), host, base.networks());
  }

  private static Storage storage(Storage storage, Peer target) {
    var from = new ArrayList<>(storage.volumesFrom());
    from.add(target.id());
    return new Storage(
        List.of(),
        List.of(),
        storage.tmpfs(),
        from,
        storage.volumeDriver(),
        storage.readonlyRootfs(),
        storage.options());
  }

  private static Networking withoutPorts(Networking networking) {
    return new Networking(
        networking.networkMode(),
        new LinkedHashMap<>(),
        false,
        networking.dns(),
        networking.dnsOptions(),
        networking.dnsSearch(),
        networking.extraHosts(),
        networking.links());
  }

  private static ContainerSettings settings(ContainerSettings base, Hook hook) {
    var labels = new LinkedHashMap<>(base.labels());
    labels.put(Labels.HOOK, EVENT);
    labels
        .keySet()
        .removeAll(List.of(Labels.CONFIG_HASH, Labels.CONTAINER_NUMBER, Labels.DEFINITION));
    var environment = new ArrayList<>(base.env());
    hook.environment()
        .forEach((key, value) -> environment.add(value.map(each -> key + "=" + each).orElse(key)));
    return new ContainerSettings(
        hook.image().orElse(base.image()),
        "",
        base.domainname(),
        hook.user().orElse(base.user()),
        base.streams(),
        new LinkedHashSet<>(),
        environment,
        Optional.of(hook.command()),
        hook.image().isPresent() ? Optional.empty() : base.entrypoint(),
        Optional.empty(),
        new LinkedHashSet<>(),
        hook.workingDir().orElse(base.workingDir()),
        base.networkDisabled(),
        "",
        List.of(),
        labels,
        base.stopSignal(),
        OptionalInt.empty(),
        List.of());
  }
}
