package io.drydock.engine;

import java.nio.file.Path;

/**
 * The folders of an engine.
 *
 * @param root of what outlives the host's restart; the images' store too
 * @param runtime of what does not, best below {@code /run}; short, for sockets are in it
 */
public record EngineRoot(Path root, Path runtime) {
  /** The state of each container, in a folder with its id. */
  public Path containers() {
    return root.resolve("engine/containers");
  }

  /** The root file systems of containers. */
  public Path files() {
    return root.resolve("engine/files");
  }

  public Path networks() {
    return root.resolve("engine/networks");
  }

  public Path volumes() {
    return root.resolve("engine/volumes");
  }

  public Path events() {
    return root.resolve("engine/events");
  }

  public Path health() {
    return root.resolve("engine/health");
  }

  /** Held locked by the engine that has the root. */
  public Path lock() {
    return root.resolve("engine/lock");
  }

  /** The bundles of running containers, in a folder with the container's id. */
  public Path bundles() {
    return runtime.resolve("bundles");
  }

  /** The exit codes of containers, as their monitors leave them. */
  public Path exits() {
    return runtime.resolve("exits");
  }

  /** The monitors of further commands in containers, in a folder with the command's id. */
  public Path execs() {
    return runtime.resolve("execs");
  }

  /** Where parts of volumes are mounted while containers need them. */
  public Path subpaths() {
    return root.resolve("engine/subpaths");
  }

  /** The OCI runtime's own state. */
  public Path ociRuntime() {
    return runtime.resolve("runtime");
  }

  public Path networkRuntime() {
    return runtime.resolve("network");
  }
}
