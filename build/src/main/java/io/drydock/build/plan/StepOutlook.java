package io.drydock.build.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * What a build would have to do for a node, had it begun now.
 *
 * @param took how long it took when it was last carried out, if that is known
 */
public record StepOutlook(Node node, Work work, Optional<Duration> took) {
  /** What is to be done. */
  public enum Work {
    /** It comes from outside and is there. */
    SOURCE,
    /** Its result is known. */
    CACHED,
    /** It is to be carried out, or at least fetched. */
    OPEN,
    /** It waits for what is to be carried out, and may be known then. */
    WAITING
  }

  /** The time in few characters: {@code 0.4 s}, {@code 2 min 5 s}. */
  public static String format(Duration time) {
    long seconds = time.toSeconds();
    if (seconds >= 60) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds >= 10 ? seconds + " s" : seconds + "." + time.toMillisPart() / 100 + " s";
  }
}
