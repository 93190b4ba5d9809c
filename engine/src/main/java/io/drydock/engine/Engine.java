package io.drydock.engine;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.container.Container;
import io.drydock.engine.container.ContainerParts;
import io.drydock.engine.container.ContainerParts.Defaults;
import io.drydock.engine.container.Containers;
import io.drydock.engine.container.Folders;
import io.drydock.engine.event.Events;
import io.drydock.engine.files.Archives;
import io.drydock.engine.files.ContainerFiles;
import io.drydock.engine.files.ImageMaker;
import io.drydock.engine.log.ContainerLogs;
import io.drydock.engine.metric.EngineMetrics;
import io.drydock.engine.network.Networks;
import io.drydock.engine.runtime.OciRuntime;
import io.drydock.engine.runtime.RequestChecks;
import io.drydock.engine.runtime.cgroup.Cgroup;
import io.drydock.engine.runtime.cgroup.CgroupSupport;
import io.drydock.engine.volume.ContainerMounts;
import io.drydock.engine.volume.Volumes;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The engine of one root directory: everything that is asked about containers goes through its
 * parts. Closing it stops no container; the next engine on the same root takes them up again.
 */
public final class Engine implements AutoCloseable {
  private final EngineOptions options;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Store store;
  private final Events events;
  private final EngineMetrics metrics;
  private final CgroupSupport cgroups;
  private final OciRuntime runtime;
  private final Networks networks;
  private final Volumes volumes;
  private final ContainerFiles files;
  private final ContainerMounts mounts;
  private final Containers containers;

  private Engine(EngineOptions options) {
    this.options = options;
    EngineRoot root = options.root();
    try {
      makeFolders(root);
      keep(RootLock.take(root));
      this.store = keep(Store.open(root.root()));
      this.events = keep(Events.open(root.events()));
      this.metrics = new EngineMetrics(options.version());
      this.cgroups = CgroupSupport.detect();
      this.runtime = OciRuntime.detect(options.runtime(), root.ociRuntime());
      this.networks = keep(Networks.open(options.networks(), new NetworkEvents(events)));
      this.volumes = Volumes.open(root.volumes(), new VolumeEvents(events));
      this.files = ContainerFiles.open(store, root.files());
      this.mounts = new ContainerMounts(volumes, files.imageMounts(), root.subpaths());
      this.containers = keep(Containers.open(parts(keep(new ContainerLogs()))));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Opens the root and takes up what an earlier engine left, however that one ended.
   *
   * @throws DrydockException of kind CONFLICT when another engine has the root, UNSUPPORTED when
   *     the host lacks what containers need
   */
  public static Engine open(EngineOptions options) {
    return new Engine(options);
  }

  private <T extends AutoCloseable> T keep(T part) {
    open.push(part);
    return part;
  }

  private static void makeFolders(EngineRoot root) {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      Files.createDirectories(root.root());
      for (Path each :
          List.of(
              root.root().resolve("engine"),
              root.containers(),
              root.health(),
              root.subpaths(),
              root.runtime(),
              root.bundles(),
              root.exits(),
              root.execs(),
              root.ociRuntime(),
              root.networkRuntime())) {
        Files.createDirectories(each, ownerOnly);
      }
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN, "cannot make the engine's folders: " + e.getMessage(), e);
    }
  }

  private ContainerParts parts(ContainerLogs logs) {
    EngineRoot root = options.root();
    return new ContainerParts(
        new Folders(root.containers(), root.bundles(), root.exits(), root.execs(), root.health()),
        store,
        files,
        mounts,
        networks,
        runtime,
        new RequestChecks(cgroups),
        logs,
        events,
        metrics,
        new Defaults(options.cgroupParent(), options.log(), options.init()));
  }

  public EngineOptions options() {
    return options;
  }

  public Containers containers() {
    return containers;
  }

  public Networks networks() {
    return networks;
  }

  public Volumes volumes() {
    return volumes;
  }

  public Events events() {
    return events;
  }

  public EngineMetrics metrics() {
    return metrics;
  }

  /** The images' store. */
  public Store store() {
    return store;
  }

  /** The containers' root file systems; for what changed, sizes and export. */
  public ContainerFiles files() {
    return files;
  }

  public Archives archives() {
    return new Archives(files, mounts);
  }

  public ImageMaker imageMaker() {
    return new ImageMaker(store, files);
  }

  public OciRuntime runtime() {
    return runtime;
  }

  public CgroupSupport cgroups() {
    return cgroups;
  }

  /**
   * Removes from the host what stays there between containers: interfaces, the firewall's table,
   * the control group. The root keeps what it has, and the next engine makes the rest again. This
   * one can only be closed then.
   *
   * @throws DrydockException of kind CONFLICT while containers run
   */
  public void dismantle() {
    long running = containers.list().stream().filter(Container::isRunning).count();
    if (running > 0) {
      throw new DrydockException(
              ErrorKind.CONFLICT, "the engine cannot leave the host: containers run, " + running)
          .withHint("stop them first");
    }
    networks.dismantle();
    Cgroup.of(options.cgroupParent()).remove();
  }

  /** Stops serving; containers go on. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        throw new DrydockException(
            ErrorKind.INTERNAL, "cannot close the engine: " + e.getMessage(), e);
      }
    }
  }
}
