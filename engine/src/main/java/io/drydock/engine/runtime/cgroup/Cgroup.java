package io.drydock.engine.runtime.cgroup;

import java.util.List;

/** The control group of one container, in every hierarchy of the host. */
public final class Cgroup {
  private final String path;

  private Cgroup(String path) {
    this.path = path;
  }

  /**
   * @param path below each hierarchy's root, absolute, as {@code linux.cgroupsPath} of the bundle
   */
  public static Cgroup of(String path) {
    return new Cgroup(path);
  }

  public boolean exists() {
    throw new UnsupportedOperationException(path);
  }

  /** The processes in it and below it, as the host numbers them. */
  public List<Integer> processes() {
    throw new UnsupportedOperationException(path);
  }

  /** How many processes the kernel has killed because the group was out of memory. */
  public long outOfMemoryKills() {
    throw new UnsupportedOperationException(path);
  }

  /**
   * What it has used until now.
   *
   * @param pid of the container's first process, in whose network namespace the interfaces are
   */
  public Statistics statistics(int pid) {
    throw new UnsupportedOperationException(path + pid);
  }

  /** Removes what a killed runtime left of it. Does nothing while a process is in it. */
  public void remove() {
    throw new UnsupportedOperationException(path);
  }
}
