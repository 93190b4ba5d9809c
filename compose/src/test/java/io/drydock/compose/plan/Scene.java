package io.drydock.compose.plan;

import io.drydock.compose.plan.Plan.Step;
import io.drydock.compose.request.ContainerRequest;
import io.drydock.compose.request.Names;
import io.drydock.compose.request.NetworkRequest;
import io.drydock.compose.request.Surroundings;
import io.drydock.compose.request.Surroundings.Peer;
import io.drydock.compose.request.VolumeRequest;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerState.MountState;
import io.drydock.compose.state.ContainerStatus;
import io.drydock.compose.state.Health;
import io.drydock.compose.state.NetworkState;
import io.drydock.compose.state.ProjectState;
import io.drydock.compose.state.VolumeState;
import io.drydock.composefile.Compose;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An engine's state as a project's files ask for it, from which tests depart. */
final class Scene {
  static final String IMAGE_ID = "sha256:" + "1".repeat(64);

  final List<ContainerState> containers = new ArrayList<>();
  final List<NetworkState> networks = new ArrayList<>();
  final List<VolumeState> volumes = new ArrayList<>();

  static Project project(String text) {
    Path folder = Path.of("/work");
    return Compose.load(
        new ComposeRequest(
            List.of(ComposeFile.of("compose.yaml", "name: shop\n" + text)),
            folder.toString(),
            folder,
            new LinkedHashMap<>(),
            "",
            false,
            LoadOptions.DEFAULT));
  }

  /** The state in which the project is up. */
  static Scene up(String text) {
    Project project = project(text);
    var scene = new Scene();
    project
        .networks()
        .values()
        .forEach(each -> {
          var labels = NetworkRequest.spec(project, each).labels();
          scene.networks.add(new NetworkState("net-" + each.name(), each.name(), labels));
        });
    project
        .volumes()
        .values()
        .forEach(each -> {
          var labels = VolumeRequest.spec(project, each).labels();
          scene.volumes.add(new VolumeState(each.name(), "local", Map.of(), labels));
        });
    for (String name : ServiceGraph.of(project).order()) {
      Service service = Objects.requireNonNull(project.services().get(name));
      for (int number = 1; number <= service.replicas(); number++) {
        scene.containers.add(scene.container(project, service, number));
      }
    }
    return scene;
  }

  private ContainerState container(Project project, Service service, int number) {
    var peers = new HashMap<String, List<Peer>>();
    containers.forEach(each ->
        peers
            .computeIfAbsent(each.service(), key -> new ArrayList<>())
            .add(new Peer(each.id(), each.name(), each.number())));
    var surroundings =
        new Surroundings(IMAGE_ID, peers, new LinkedHashMap<>(), new LinkedHashMap<>(), "/sock");
    var request = new ContainerRequest(project, service, number, surroundings);
    var ids = new HashMap<String, String>();
    request.spec().networks().keySet().forEach(each -> ids.put(each, "net-" + each));
    List<MountState> mounts =
        request.spec().host().storage().mounts().stream()
            .map(each -> new MountState(each.type(), each.source(), "", each.target()))
            .toList();
    return new ContainerState(
        "id-" + request.name(),
        request.name(),
        Names.image(project, service),
        IMAGE_ID,
        "",
        Instant.EPOCH,
        ContainerStatus.RUNNING,
        "Up",
        service.process().healthCheck().isPresent() ? Health.HEALTHY : Health.NONE,
        0,
        request.spec().settings().labels(),
        ids,
        mounts,
        List.of());
  }

  /** The same container in another state. */
  static ContainerState with(
      ContainerState container, String id, String name, ContainerStatus status) {
    return new ContainerState(
        id,
        name,
        container.image(),
        container.imageId(),
        "",
        container.created(),
        status,
        "",
        container.health(),
        0,
        container.labels(),
        container.networkIds(),
        container.mounts(),
        List.of());
  }

  static ContainerState withLabels(ContainerState container, Map<String, String> more) {
    var labels = new HashMap<>(container.labels());
    labels.putAll(more);
    return new ContainerState(
        container.id(),
        container.name(),
        container.image(),
        container.imageId(),
        "",
        container.created(),
        container.status(),
        "",
        container.health(),
        0,
        labels,
        container.networkIds(),
        container.mounts(),
        List.of());
  }

  Plan plan(String text, UpRequest request) {
    return plan(text, request, IMAGE_ID, VolumeChoice.KEEP);
  }

  Plan plan(String text, UpRequest request, String imageId, VolumeChoice choice) {
    Project project = project(text);
    var ids = new HashMap<String, String>();
    project.services().values().forEach(each -> ids.put(Names.image(project, each), imageId));
    var state = new ProjectState("shop", containers, networks, volumes);
    return UpPlanner.plan(new Facts(project, state, ids), request, choice);
  }

  /** Each step as {@code NUMBER: SUBJECT VERB <- NUMBERS}. */
  static List<String> steps(Plan plan) {
    return plan.steps().stream().map(Scene::line).toList();
  }

  private static String line(Step step) {
    String after = String.join(",", step.after().stream().sorted().map(Object::toString).toList());
    return step.number()
        + ": "
        + step.operation().subject()
        + " "
        + step.operation().verb()
        + (after.isEmpty() ? "" : " <- " + after);
  }
}
