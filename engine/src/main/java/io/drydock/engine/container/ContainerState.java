package io.drydock.engine.container;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a container is in its life: {@code State} of Docker's API.
 *
 * @param pid of the first process; 0 when it does not run
 * @param exitCode of the last run; 0 before the first
 * @param error why the last start failed; empty when it did not
 * @param oomKilled whether the kernel killed a process of the last run for want of memory
 * @param startedAt absent before the first start
 * @param finishedAt absent before the first end
 */
public record ContainerState(
    Status status,
    int pid,
    int exitCode,
    String error,
    boolean oomKilled,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {
  static final ContainerState CREATED =
      new ContainerState(Status.CREATED, 0, 0, "", false, Optional.empty(), Optional.empty());

  /** Whether there are processes: also when they are paused, or being removed while they run. */
  public boolean isRunning() {
    return status == Status.RUNNING || status == Status.PAUSED;
  }

  /** The states of a container, in the words of Docker's API. */
  public enum Status {
    CREATED,
    RUNNING,
    PAUSED,
    /** Ended, and about to be started again. */
    RESTARTING,
    REMOVING,
    EXITED,
    /** Half removed: removing it failed. */
    DEAD;

    /** As the API writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
