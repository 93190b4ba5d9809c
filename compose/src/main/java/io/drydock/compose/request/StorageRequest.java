package io.drydock.compose.request;

import io.drydock.composefile.model.FileReference;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceStorage;
import io.drydock.composefile.model.ServiceVolume;
import io.drydock.composefile.model.SharedFile;
import io.drydock.composefile.model.Volume;
import io.drydock.container.Mount;
import io.drydock.container.Mount.BindOptions;
import io.drydock.container.Mount.ImageOptions;
import io.drydock.container.Mount.TmpfsOptions;
import io.drydock.container.Mount.VolumeOptions;
import io.drydock.container.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The mounts of a service's containers as the Engine API is asked for them. */
final class StorageRequest {
  private static final String SOCKET = "/var/run/docker.sock";

  private final Project project;
  private final Service service;
  private final Surroundings surroundings;
  private final List<String> binds = new ArrayList<>();
  private final List<Mount> mounts = new ArrayList<>();

  StorageRequest(Project project, Service service, Surroundings surroundings) {
    this.project = project;
    this.service = service;
    this.surroundings = surroundings;
  }

  Storage storage() {
    ServiceStorage storage = service.storage();
    storage.volumes().forEach(this::add);
    addKeptVolumes();
    addFiles();
    if (storage.useApiSocket()) {
      mounts.add(bind(surroundings.apiSocket(), SOCKET, false));
    }
    return new Storage(
        binds,
        mounts,
        tmpfs(),
        storage.volumesFrom().stream()
            .map(each -> References.volumesFrom(service, each, surroundings))
            .toList(),
        "",
        storage.readOnly(),
        storage.storageOptions());
  }

  private void add(ServiceVolume volume) {
    switch (volume.type()) {
      case "bind" -> addBind(volume);
      case "volume" -> addVolume(volume);
      case "tmpfs" -> mounts.add(tmpfs(volume));
      case "image" -> mounts.add(image(volume));
      default -> mounts.add(plain(volume, volume.source().orElse("")));
    }
  }

  private void addBind(ServiceVolume volume) {
    String source = volume.source().orElse("");
    Optional<ServiceVolume.Bind> bind = volume.bind();
    boolean isCreated = bind.map(ServiceVolume.Bind::createHostPath).orElse(true);
    boolean isPlain = bind.flatMap(ServiceVolume.Bind::recursive).isEmpty();
    if (isCreated && isPlain && source.indexOf(':') < 0 && volume.target().indexOf(':') < 0) {
      binds.add(source + ":" + volume.target() + options(volume));
    } else {
      mounts.add(
          new Mount(
              "bind",
              source,
              volume.target(),
              volume.readOnly(),
              volume.consistency().orElse(""),
              bind.map(StorageRequest::bindOptions),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }
  }

  private static String options(ServiceVolume volume) {
    var options = new ArrayList<String>();
    options.add(volume.readOnly() ? "ro" : "rw");
    volume.bind().flatMap(ServiceVolume.Bind::selinux).ifPresent(options::add);
    volume.bind().flatMap(ServiceVolume.Bind::propagation).ifPresent(options::add);
    return ":" + String.join(",", options);
  }

  private static BindOptions bindOptions(ServiceVolume.Bind bind) {
    String recursive = bind.recursive().orElse("");
    return new BindOptions(
        bind.propagation().orElse(""),
        recursive.equals("disabled"),
        bind.createHostPath(),
        recursive.equals("writable"),
        recursive.equals("readonly"));
  }

  private void addVolume(ServiceVolume volume) {
    String key = volume.source().orElse("");
    Volume declared = project.volumes().get(key);
    String name = declared == null ? key : declared.name();
    if (name.isEmpty()) {
      name = surroundings.anonymousVolumes().getOrDefault(volume.target(), "");
    }
    mounts.add(
        new Mount(
            "volume",
            name,
            volume.target(),
            volume.readOnly(),
            volume.consistency().orElse(""),
            Optional.empty(),
            volume
                .volume()
                .map(each ->
                    new VolumeOptions(
                        each.noCopy(), each.labels(), Optional.empty(), each.subpath().orElse(""))),
            Optional.empty(),
            Optional.empty()));
  }

  /** Volumes of the replaced container that its image asked for, and nothing here covers. */
  private void addKeptVolumes() {
    var covered = new HashSet<String>();
    service.storage().volumes().forEach(each -> covered.add(each.target()));
    service.storage().tmpfs().forEach(each -> covered.add(References.head(each)));
    surroundings
        .anonymousVolumes()
        .forEach((target, name) -> {
          if (!covered.contains(target)) {
            mounts.add(mount("volume", name, target, false));
          }
        });
  }

  private void addFiles() {
    for (FileReference each : service.storage().secrets()) {
      SharedFile secret =
          InjectedFile.source(project.secrets().get(each.source()), "secret", each, service);
      secret.file().ifPresent(file -> addFile(file, FileTargets.secret(each)));
    }
    for (FileReference each : service.storage().configs()) {
      SharedFile config =
          InjectedFile.source(project.configs().get(each.source()), "config", each, service);
      config.file().ifPresent(file -> addFile(file, FileTargets.config(each)));
    }
  }

  private void addFile(String file, String target) {
    mounts.add(bind(project.workingDir().resolve(file).toString(), target, true));
  }

  private static Mount bind(String source, String target, boolean readOnly) {
    return mount("bind", source, target, readOnly);
  }

  private static Mount mount(String type, String source, String target, boolean readOnly) {
    return new Mount(
        type,
        source,
        target,
        readOnly,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Mount plain(ServiceVolume volume, String source) {
    return mount(volume.type(), source, volume.target(), volume.readOnly());
  }

  private static Mount tmpfs(ServiceVolume volume) {
    return new Mount(
        "tmpfs",
        "",
        volume.target(),
        volume.readOnly(),
        volume.consistency().orElse(""),
        Optional.empty(),
        Optional.empty(),
        volume
            .tmpfs()
            .map(each ->
                new TmpfsOptions(each.sizeBytes().orElse(0), each.mode().orElse(0), List.of())),
        Optional.empty());
  }

  private static Mount image(ServiceVolume volume) {
    return new Mount(
        "image",
        volume.source().orElse(""),
        volume.target(),
        volume.readOnly(),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        volume.imageSubpath().map(ImageOptions::new));
  }

  private SequencedMap<String, String> tmpfs() {
    var options = new LinkedHashMap<String, String>();
    for (String each : service.storage().tmpfs()) {
      String path = References.head(each);
      options.put(path, each.length() > path.length() ? each.substring(path.length() + 1) : "");
    }
    return options;
  }
}
