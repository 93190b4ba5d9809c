package io.drydock.engine;

import io.drydock.engine.container.Containers;
import io.drydock.engine.event.Events;
import io.drydock.engine.files.Archives;
import io.drydock.engine.files.ContainerFiles;
import io.drydock.engine.files.ImageMaker;
import io.drydock.engine.metric.EngineMetrics;
import io.drydock.engine.network.Networks;
import io.drydock.engine.runtime.OciRuntime;
import io.drydock.engine.runtime.cgroup.CgroupSupport;
import io.drydock.engine.volume.Volumes;
import io.drydock.store.Store;

/**
 * The engine of one root directory: everything that is asked about containers goes through its
 * parts. Closing it stops no container; the next engine on the same root takes them up again.
 */
public final class Engine implements AutoCloseable {
  private Engine() {}

  /**
   * Opens the root and takes up what an earlier engine left, however that one ended.
   *
   * @throws io.drydock.core.DrydockException of kind CONFLICT when another engine has the root,
   *     UNSUPPORTED when the host lacks what containers need
   */
  public static Engine open(EngineOptions options) {
    throw new UnsupportedOperationException(options.toString());
  }

  public EngineOptions options() {
    throw new UnsupportedOperationException();
  }

  public Containers containers() {
    throw new UnsupportedOperationException();
  }

  public Networks networks() {
    throw new UnsupportedOperationException();
  }

  public Volumes volumes() {
    throw new UnsupportedOperationException();
  }

  public Events events() {
    throw new UnsupportedOperationException();
  }

  public EngineMetrics metrics() {
    throw new UnsupportedOperationException();
  }

  /** The images' store. */
  public Store store() {
    throw new UnsupportedOperationException();
  }

  /** The containers' root file systems; for what changed, sizes and export. */
  public ContainerFiles files() {
    throw new UnsupportedOperationException();
  }

  public Archives archives() {
    throw new UnsupportedOperationException();
  }

  public ImageMaker imageMaker() {
    throw new UnsupportedOperationException();
  }

  public OciRuntime runtime() {
    throw new UnsupportedOperationException();
  }

  public CgroupSupport cgroups() {
    throw new UnsupportedOperationException();
  }

  /** Stops serving; containers go on. */
  @Override
  public void close() {}
}
