package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.distribution.transport.LostConnection;
import io.drydock.distribution.transport.Network;
import io.drydock.distribution.transport.RegistryError;
import io.drydock.distribution.transport.RetryPolicy;
import java.time.Duration;

/**
 * The patience with one transfer that can be taken up where it broke: it is lost after several
 * attempts in a row that brought nothing, and is whole again after one that brought something.
 */
final class Patience {
  private final Network network;
  private final String what;
  private int attempt = 1;
  private long reached = -1;

  Patience(Network network, String what) {
    this.network = network;
    this.what = what;
  }

  /**
   * Waits before the next attempt.
   *
   * @param position bytes that are safe
   * @throws DrydockException the failure itself when it will not pass or was met too often
   */
  void after(DrydockException failure, long position) {
    check(failure, false);
    pause(failure, position);
  }

  /** Throws the failure if it will not pass, unless it is one that the caller can mend. */
  void check(DrydockException failure, boolean mendable) {
    if (!mendable && !mayPass(failure)) {
      throw failure;
    }
  }

  /** Waits before the next attempt, or throws the failure if it was met too often. */
  void pause(DrydockException failure, long position) {
    boolean progressed = position > reached && reached >= 0;
    reached = Math.max(reached, position);
    attempt = progressed ? 2 : attempt + 1;
    RetryPolicy policy = network.policy();
    if (attempt > policy.attempts()) {
      throw failure;
    }
    Duration wait = policy.before(attempt);
    network.listener().waiting(what, failure.getMessage(), wait, attempt, policy.attempts());
    RetryPolicy.pause(wait);
  }

  private static boolean mayPass(DrydockException failure) {
    return failure instanceof RegistryError refused
        ? refused.isTransient()
        : LostConnection.mayPass(failure, true);
  }
}
