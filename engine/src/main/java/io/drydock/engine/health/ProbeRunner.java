package io.drydock.engine.health;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Runs a probe's command in a container. */
public interface ProbeRunner {
  /**
   * Runs the command to its end, or kills it when the time is over.
   *
   * @param command the words; a shell is among them if one is needed
   * @throws io.drydock.core.DrydockException when it cannot be run
   */
  Result run(String containerId, List<String> command, Duration timeout)
      throws InterruptedException;

  /**
   * What came of a command.
   *
   * @param exitCode absent when the time was over
   * @param output both streams in order; the first 4096 bytes are enough
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(OptionalInt exitCode, byte[] output) {}
}
