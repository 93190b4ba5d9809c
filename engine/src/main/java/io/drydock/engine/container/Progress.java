package io.drydock.engine.container;

import io.drydock.engine.container.ContainerState.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a container is in its life, as it is kept on the disk.
 *
 * @param launching whether it is being started: what there is of it may be half-made
 * @param stoppedByUser whether it ended because it was asked to, so that it is not started again
 */
record Progress(ContainerState state, int restartCount, boolean launching, boolean stoppedByUser) {
  static final Progress CREATED = new Progress(ContainerState.CREATED, 0, false, false);

  Status status() {
    return state.status();
  }

  Progress withState(ContainerState changed) {
    return new Progress(changed, restartCount, launching, stoppedByUser);
  }

  Progress withStatus(Status changed) {
    return withState(
        new ContainerState(
            changed,
            state.pid(),
            state.exitCode(),
            state.error(),
            state.oomKilled(),
            state.startedAt(),
            state.finishedAt()));
  }

  Progress withRestartCount(int changed) {
    return new Progress(state, changed, launching, stoppedByUser);
  }

  /** About to be started. */
  Progress launched() {
    return new Progress(state, restartCount, true, false);
  }

  Progress running(int pid, Instant at) {
    return new Progress(
        new ContainerState(Status.RUNNING, pid, 0, "", false, Optional.of(at), state.finishedAt()),
        restartCount,
        false,
        stoppedByUser);
  }

  /** It could not be started. */
  Progress failed(int exitCode, String error) {
    Status status = state.startedAt().isPresent() ? Status.EXITED : Status.CREATED;
    return new Progress(
        new ContainerState(
            status, 0, exitCode, error, false, state.startedAt(), state.finishedAt()),
        restartCount,
        false,
        stoppedByUser);
  }

  Progress ended(Status status, int exitCode, boolean oomKilled, Instant at) {
    return new Progress(
        new ContainerState(
            status, 0, exitCode, state.error(), oomKilled, state.startedAt(), Optional.of(at)),
        restartCount,
        false,
        stoppedByUser);
  }

  Progress withStoppedByUser(boolean changed) {
    return new Progress(state, restartCount, launching, changed);
  }
}
