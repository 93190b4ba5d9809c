package io.drydock.compose.run;

import io.drydock.compose.plan.Operation.CreateContainer;
import io.drydock.compose.request.ContainerRequest;
import io.drydock.compose.request.InjectedFile;
import io.drydock.compose.request.Labels;
import io.drydock.compose.request.Names;
import io.drydock.compose.request.Surroundings;
import io.drydock.compose.request.Surroundings.Peer;
import io.drydock.compose.state.ContainerState;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.container.ContainerSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Makes the containers of services, with the files that have to be copied into them. */
final class ContainerMaker {
  private final Engine engine;
  private final Project project;
  private final Map<String, String> imageIds;
  private final Roster roster;

  ContainerMaker(Engine engine, Project project, Map<String, String> imageIds, Roster roster) {
    this.engine = engine;
    this.project = project;
    this.imageIds = imageIds;
    this.roster = roster;
  }

  /**
   * Makes the container; under its own name where nothing has that, else under one for the time
   * until it is renamed.
   */
  Peer make(CreateContainer creation) {
    Service service = creation.service();
    boolean replaces = creation.old().isPresent() && creation.removesOld();
    var request = new ContainerRequest(project, service, creation.number(), surroundings(creation));
    ContainerSpec spec = request.spec();
    String name = creation.name();
    if (replaces) {
      ContainerState old = creation.old().get();
      name = Names.replacement(old.id(), name);
      var labels = new LinkedHashMap<>(spec.settings().labels());
      labels.put(Labels.REPLACE, old.id());
      spec = spec.withSettings(spec.settings().withLabels(labels));
    }
    return new Peer(make(service, spec, name), name, creation.number());
  }

  /** Makes a container like a service's, with the service's files; its id. */
  String make(Service service, ContainerSpec spec, String name) {
    String id = engine.create(spec, name, service.life().platform().orElse(""));
    inject(id, InjectedFile.of(project, service));
    return id;
  }

  private Surroundings surroundings(CreateContainer creation) {
    Service service = creation.service();
    SequencedMap<String, String> volumes = new LinkedHashMap<>();
    if (creation.keepsVolumes()) {
      creation.old().map(ContainerState::mounts).orElse(List.of()).stream()
          .filter(ContainerState.MountState::isAnonymousVolume)
          .forEach(each -> volumes.put(each.target(), each.name()));
    }
    return new Surroundings(
        imageIds.getOrDefault(Names.image(project, service), ""),
        roster.all(),
        volumes,
        roster.variables(service.name()),
        engine.socket());
  }

  /** What a container for one step before the service's start is made from. */
  ContainerSpec spec(Service service, int number) {
    var surroundings =
        new Surroundings(
            imageIds.getOrDefault(Names.image(project, service), ""),
            roster.all(),
            new LinkedHashMap<>(),
            roster.variables(service.name()),
            engine.socket());
    return new ContainerRequest(project, service, number, surroundings).spec();
  }

  private void inject(String container, List<InjectedFile> files) {
    if (files.isEmpty()) {
      return;
    }
    try {
      engine.copyIn(container, new ByteArrayInputStream(pack(files)));
    } catch (DrydockException | IOException e) {
      engine.remove(container, true);
      throw e instanceof DrydockException known
          ? known
          : new DrydockException(ErrorKind.INTERNAL, "cannot pack secrets and configs", e);
    }
  }

  private static byte[] pack(List<InjectedFile> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (LayerWriter out = LayerWriter.ofFiles(bytes)) {
      for (InjectedFile each : files) {
        byte[] content = each.content().getBytes(StandardCharsets.UTF_8);
        Entry entry =
            Entry.file(each.target().substring(1), each.mode(), content.length, Instant.now())
                .withOwner(each.uid(), each.gid());
        out.add(entry, new ByteArrayInputStream(content));
      }
      out.finish();
    }
    return bytes.toByteArray();
  }
}
