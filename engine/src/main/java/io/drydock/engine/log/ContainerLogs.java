package io.drydock.engine.log;

import java.nio.file.Path;

/**
 * The logs of an engine's containers, which conmon writes: rotates those of running containers, and
 * wakes who follows them.
 */
public final class ContainerLogs implements AutoCloseable {
  /** Starts without any container. */
  public ContainerLogs() {}

  /**
   * Takes care of the log of a container that runs, also one that an engine before this one
   * started: completes a rotation that was cut off.
   *
   * @param log conmon's log file; rotated ones lie beside it with {@code .1}, {@code .2}, … added
   * @param control conmon's fifo {@code ctl} in the bundle
   */
  public void started(String containerId, Path log, Path control, LogOptions options) {
    throw new UnsupportedOperationException();
  }

  /** The container has ended, and conmon with it: those who follow its log read the rest and end. */
  public void ended(String containerId) {
    throw new UnsupportedOperationException();
  }

  /** Reads a container's log; following it ends at once after the last entry unless it runs. */
  public LogReader read(String containerId, Path log, LogRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Removes a container's log with its rotated files. */
  public void delete(Path log) {
    throw new UnsupportedOperationException();
  }

  /** Ends rotation and all readers that wait. */
  @Override
  public void close() {}
}
