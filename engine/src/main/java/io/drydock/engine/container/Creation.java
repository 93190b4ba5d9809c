package io.drydock.engine.container;

import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSpec;
import io.drydock.container.Networking;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.health.OnUnhealthy;
import io.drydock.engine.log.LogOptions;
import io.drydock.engine.network.NetworkMode;
import io.drydock.engine.runtime.ImageDefaults;
import io.drydock.engine.runtime.RequestChecks;
import io.drydock.engine.runtime.Signals;
import io.drydock.engine.volume.MountPoint;
import io.drydock.engine.volume.MountRequest;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Makes containers: checks what is asked before anything is made, and undoes what cannot be. */
final class Creation {
  private static final int ID_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ContainerParts parts;
  private final ContainerTable table;
  private final ContainerEvents events;

  Creation(ContainerParts parts, ContainerTable table) {
    this.parts = parts;
    this.table = table;
    this.events = new ContainerEvents(parts.events());
  }

  Created create(CreateRequest request) {
    Images.Image image = image(request);
    String id = newId();
    RequestChecks.Checked checked = check(request.spec(), image, id);
    String asked = request.name().startsWith("/") ? request.name().substring(1) : request.name();
    String name = asked;
    if (asked.isEmpty()) {
      name = table.makeName(id);
    } else {
      table.takeName(asked, id);
    }
    try {
      make(id, name, checked.spec(), image);
    } catch (RuntimeException e) {
      table.freeName(name, id);
      throw e;
    }
    return new Created(id, checked.warnings());
  }

  static String newId() {
    var bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private Images.Image image(CreateRequest request) {
    Images images = parts.store().images();
    String name = request.spec().settings().image();
    if (name.isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID, "config cannot be empty in order to create a container");
    }
    Platform platform = request.platform().orElseGet(Platform::host);
    return images.load(images.resolve(name).target(), platform);
  }

  private RequestChecks.Checked check(ContainerSpec asked, Images.Image image, String id) {
    ContainerSettings settings = ImageDefaults.merge(asked.settings(), image.config().config());
    if (ImageDefaults.arguments(settings).isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "no command specified");
    }
    LogOptions.of(asked.host().logConfig(), parts.defaults().log());
    OnUnhealthy.of(settings.labels());
    if (!settings.stopSignal().isEmpty()) {
      Signals.parse(settings.stopSignal());
    }
    RequestChecks.Checked checked = parts.checks().check(asked);
    ContainerSpec merged = checked.spec().withSettings(settings);
    return new RequestChecks.Checked(named(resolved(merged), id), checked.warnings());
  }

  /** With ids in place of other containers' names, which may change. */
  private ContainerSpec resolved(ContainerSpec spec) {
    var networking = spec.host().networking();
    NetworkMode mode = NetworkMode.of(networking.networkMode());
    if (mode.kind() != NetworkMode.Kind.CONTAINER) {
      return spec;
    }
    String id = table.get(mode.name()).id();
    return spec.withHost(
        spec.host()
            .withNetworking(
                new Networking(
                    new NetworkMode(mode.kind(), id).toString(),
                    networking.portBindings(),
                    networking.publishAllPorts(),
                    networking.dns(),
                    networking.dnsOptions(),
                    networking.dnsSearch(),
                    networking.extraHosts(),
                    networking.links())));
  }

  /** With a host name where the container has one of its own. */
  private ContainerSpec named(ContainerSpec spec, String id) {
    NetworkMode mode = NetworkMode.of(spec.host().networking().networkMode());
    ContainerSettings settings = spec.settings();
    if (!settings.hostname().isEmpty()) {
      return spec;
    }
    String name =
        switch (mode.kind()) {
          case CONTAINER -> table.get(mode.name()).definition().spec().settings().hostname();
          case HOST -> hostName();
          case NONE, DEFAULT, USER -> id.substring(0, 12);
        };
    return spec.withSettings(settings.withHostname(name));
  }

  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }

  private void make(String id, String name, ContainerSpec spec, Images.Image image) {
    parts.files().create(id, image, spec.host().storage().options(), spec.host().autoRemove());
    List<MountPoint> mounts = List.of();
    try {
      mounts =
          parts
              .mounts()
              .plan(
                  new MountRequest(
                      id,
                      spec.host().storage(),
                      spec.settings().volumes(),
                      parts.files().imageTree(image),
                      other -> table.get(other).definition().mounts()));
      var definition =
          new Definition(
              id, name, Instant.now(), spec, image.id(), image.config().platform(), mounts);
      ContainerFolder folder = parts.folders().container(id);
      folder.create(definition);
      var container = new ManagedContainer(folder, definition, Progress.CREATED);
      table.add(container);
      events.publish(container, "create");
    } catch (RuntimeException e) {
      parts.mounts().remove(id, mounts, true);
      parts.files().remove(id);
      throw e;
    }
  }
}
