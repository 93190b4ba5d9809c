package io.drydock.engine.volume;

/** Who wants to know what happens to volumes. Called after the fact, and must not throw. */
public interface VolumeListener {
  /** Hears nothing. */
  VolumeListener NONE = new VolumeListener() {};

  /** Somebody asked for it, or a container that mounts what was not there. */
  default void created(Volume volume) {}

  /** Removed by its name, or with the container that it was made for. */
  default void removed(Volume volume) {}

  default void mounted(Volume volume, String containerId, MountPoint mount) {}

  default void unmounted(Volume volume, String containerId) {}
}
