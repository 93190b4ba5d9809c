package io.drydock.compose.run;

import io.drydock.client.EngineClient;
import io.drydock.compose.request.Labels;
import io.drydock.compose.request.Names;
import io.drydock.compose.state.ProjectState;
import io.drydock.compose.state.StateReader;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.Volume;
import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSettings.StandardStreams;
import io.drydock.container.ContainerSpec;
import io.drydock.container.EndpointSettings;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.container.HostConfig.SecurityOptions;
import io.drydock.container.Networking;
import io.drydock.container.Networking.PortBinding;
import io.drydock.container.Storage;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Makes containers that run one command beside a service's own. */
public final class OneOffs {
  private static final String SLUG = "com.docker.compose.slug";
  private static final int SLUG_BYTES = 32;
  private static final int SHORT = 12;

  private final Engine engine;
  private final StateReader reader;

  public OneOffs(EngineClient client) {
    this.engine = new Engine(client);
    this.reader = new StateReader(client);
  }

  /**
   * Makes the container, for which the service's image, networks and volumes have to be there.
   *
   * @return its id
   */
  public String create(Project project, Service service, OneOff wanted) {
    ProjectState state =
        new ProjectState(project.name(), reader.containers(project.name()), List.of(), List.of());
    String image = Names.image(project, service);
    var maker =
        new ContainerMaker(engine, project, reader.imageIds(List.of(image)), new Roster(state));
    String slug = slug();
    ContainerSpec base = maker.spec(service, 1);
    var spec =
        new ContainerSpec(
            settings(base.settings(), wanted, slug),
            host(project, base.host(), wanted),
            networks(base.networks(), wanted));
    String name =
        wanted.name().isEmpty()
            ? "%s-%s-run-%s".formatted(project.name(), service.name(), slug.substring(0, SHORT))
            : wanted.name();
    return maker.make(service, spec, name);
  }

  private static String slug() {
    byte[] random = new byte[SLUG_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static ContainerSettings settings(ContainerSettings base, OneOff wanted, String slug) {
    var labels = new LinkedHashMap<>(base.labels());
    labels.put(Labels.ONE_OFF, "True");
    labels.put(SLUG, slug);
    labels.remove(Labels.DEFINITION);
    labels.putAll(wanted.labels());
    var environment = new ArrayList<>(base.env());
    environment.addAll(wanted.environment());
    var exposed = new LinkedHashSet<>(base.exposedPorts());
    exposed.addAll(wanted.ports().keySet());
    boolean stdin = wanted.stdin();
    return new ContainerSettings(
        base.image(),
        base.hostname(),
        base.domainname(),
        wanted.user().orElse(base.user()),
        new StandardStreams(stdin, true, true, wanted.tty(), stdin, stdin),
        exposed,
        environment,
        wanted.entrypoint().isPresent() ? wanted.command() : wanted.command().or(base::cmd),
        wanted.entrypoint().or(base::entrypoint),
        base.healthcheck(),
        base.volumes(),
        wanted.workingDir().orElse(base.workingDir()),
        base.networkDisabled(),
        base.macAddress(),
        base.onBuild(),
        labels,
        base.stopSignal(),
        base.stopTimeout(),
        base.shell());
  }

  private static HostConfig host(Project project, HostConfig base, OneOff wanted) {
    SecurityOptions security = base.security();
    return base.withRestartPolicy(RestartPolicy.NO)
        .withAutoRemove(wanted.remove())
        .withNetworking(networking(base.networking(), wanted))
        .withStorage(storage(project, base.storage(), wanted.volumes()))
        .withSecurity(
            new SecurityOptions(
                joined(security.capAdd(), wanted.capAdd()),
                joined(security.capDrop(), wanted.capDrop()),
                security.groupAdd(),
                security.privileged(),
                security.securityOptions(),
                security.sysctls(),
                security.maskedPaths(),
                security.readonlyPaths()));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    var all = new LinkedHashSet<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private static Networking networking(Networking base, OneOff wanted) {
    SequencedMap<String, List<PortBinding>> ports = new LinkedHashMap<>();
    if (wanted.servicePorts()) {
      ports.putAll(base.portBindings());
    }
    ports.putAll(wanted.ports());
    return new Networking(
        base.networkMode(),
        ports,
        base.publishAllPorts(),
        base.dns(),
        base.dnsOptions(),
        base.dnsSearch(),
        base.extraHosts(),
        base.links());
  }

  /** A volume of the project is named as the files name it. */
  private static Storage storage(Project project, Storage base, List<String> volumes) {
    var binds = new ArrayList<>(base.binds());
    for (String each : volumes) {
      int colon = each.indexOf(':');
      Volume named = colon < 0 ? null : project.volumes().get(each.substring(0, colon));
      binds.add(named == null ? each : named.name() + each.substring(colon));
    }
    return new Storage(
        binds,
        base.mounts(),
        base.tmpfs(),
        base.volumesFrom(),
        base.volumeDriver(),
        base.readonlyRootfs(),
        base.options());
  }

  private static SequencedMap<String, EndpointSettings> networks(
      SequencedMap<String, EndpointSettings> base, OneOff wanted) {
    if (wanted.useAliases()) {
      return base;
    }
    SequencedMap<String, EndpointSettings> networks = new LinkedHashMap<>();
    for (Map.Entry<String, EndpointSettings> each : base.entrySet()) {
      EndpointSettings endpoint = each.getValue();
      networks.put(
          each.getKey(),
          new EndpointSettings(
              endpoint.address(),
              endpoint.links(),
              List.of(),
              endpoint.macAddress(),
              endpoint.driverOptions(),
              endpoint.gatewayPriority()));
    }
    return networks;
  }
}
