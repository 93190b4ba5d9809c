package io.drydock.engine.log;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which part of a container's log is wanted.
 *
 * @param since the first time of interest; absent for all from the start
 * @param until the last time of interest; absent for all to the end
 * @param tail number of lines of both streams from the end, before times are looked at; absent for
 *     all
 * @param follow whether to wait for more until the container ends
 */
public record LogRequest(
    boolean stdout,
    boolean stderr,
    Optional<Instant> since,
    Optional<Instant> until,
    OptionalLong tail,
    boolean follow) {
  /** All that was written until now. */
  public static final LogRequest ALL =
      new LogRequest(true, true, Optional.empty(), Optional.empty(), OptionalLong.empty(), false);

  /** The same, or the same and what is still to come. */
  public LogRequest following(boolean changed) {
    return new LogRequest(stdout, stderr, since, until, tail, changed);
  }

  /** The last lines of the same. */
  public LogRequest last(long lines) {
    return new LogRequest(stdout, stderr, since, until, OptionalLong.of(lines), follow);
  }
}
