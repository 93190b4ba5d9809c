package io.drydock.buildkit.control;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The builds that run, by their references, and the progress of the last ones that have ended:
 * clients ask for a build and for its progress at once, and a build whose steps are cached may be
 * over before the second question arrives.
 */
final class Builds {
  private static final int KEPT = 100;

  /** Bytes of ended builds' progress that are kept; the newest is kept whatever its size. */
  private static final long KEPT_BYTES = 4 << 20;

  private final Map<String, ClientBuild> running = new HashMap<>();
  private final Map<String, BuildProgress> ended = new LinkedHashMap<>();
  private long bytes;

  synchronized void add(ClientBuild build) {
    forget(build.reference());
    running.put(build.reference(), build);
    notifyAll();
  }

  /** The build is over: nobody can do anything with it any more but follow its progress. */
  synchronized void end(ClientBuild build) {
    String reference = build.reference();
    if (!running.remove(reference, build)) {
      return;
    }
    forget(reference);
    ended.put(reference, build.progress());
    bytes += build.progress().bytes();
    Iterator<BuildProgress> oldest = ended.values().iterator();
    while (ended.size() > KEPT || (bytes > KEPT_BYTES && ended.size() > 1)) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  private void forget(String reference) {
    BuildProgress other = ended.remove(reference);
    if (other != null) {
      bytes -= other.bytes();
    }
  }

  /**
   * The running build of that reference, which may still be on its way.
   *
   * @throws DrydockException of kind NOT_FOUND when it does not come
   */
  ClientBuild await(String reference, Duration patience) throws InterruptedException {
    return await(reference, patience, () -> Optional.ofNullable(running.get(reference)));
  }

  /**
   * The progress of the build of that reference, which may still be on its way, or over.
   *
   * @throws DrydockException of kind NOT_FOUND when it does not come
   */
  BuildProgress progress(String reference, Duration patience) throws InterruptedException {
    return await(reference, patience, () -> known(reference));
  }

  private Optional<BuildProgress> known(String reference) {
    return Optional.ofNullable(running.get(reference))
        .map(ClientBuild::progress)
        .or(() -> Optional.ofNullable(ended.get(reference)));
  }

  private synchronized <T> T await(String reference, Duration patience, Supplier<Optional<T>> find)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    Optional<T> found = find.get();
    while (found.isEmpty()) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new DrydockException(ErrorKind.NOT_FOUND, "no such job " + reference);
      }
      wait(left);
      found = find.get();
    }
    return found.get();
  }
}
