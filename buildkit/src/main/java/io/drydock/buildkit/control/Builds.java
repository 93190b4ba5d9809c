package io.drydock.buildkit.control;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The builds that run, by their references. */
final class Builds {
  private final Map<String, ClientBuild> running = new HashMap<>();

  synchronized void add(ClientBuild build) {
    running.put(build.reference(), build);
    notifyAll();
  }

  synchronized void remove(ClientBuild build) {
    running.remove(build.reference(), build);
  }

  /**
   * The build of that reference, which may still be on its way.
   *
   * @throws DrydockException of kind NOT_FOUND when it does not come
   */
  synchronized ClientBuild await(String reference, Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    ClientBuild build = running.get(reference);
    while (build == null) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new DrydockException(ErrorKind.NOT_FOUND, "no such job " + reference);
      }
      wait(left);
      build = running.get(reference);
    }
    return build;
  }
}
