package io.drydock.engine.files;

import io.drydock.engine.volume.MountPoint;
import java.util.List;
import java.util.OptionalInt;

/**
 * A container as its files are to be seen for copying.
 *
 * @param processId of the running container's first process; empty when it does not run
 * @param mounts of its state
 * @param user of its config, to whom copied files may be given
 */
public record ContainerView(
    String containerId,
    OptionalInt processId,
    List<MountPoint> mounts,
    boolean readOnlyRoot,
    String user) {
  public ContainerView {
    mounts = List.copyOf(mounts);
  }
}
