package io.drydock.build.solve;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one node of the plan is carried out. Its inputs are solved. */
interface Step {
  /**
   * @param cached whether nothing had to be done for it
   */
  record Outcome(Result result, boolean cached) {}

  /** Whether {@link #lookUp} takes no more than a few small files to read. */
  boolean looksUpFast();

  /** The result if it is known. */
  Optional<Result> lookUp() throws IOException;

  /** The keys that the step is known by before it is carried out; none for a source. */
  default List<StepKey> keys() {
    return List.of();
  }

  /**
   * The work's name: whoever does it anywhere with this store keeps others that want the same
   * waiting.
   */
  String claim() throws IOException;

  /** What it takes of build contexts, as {@link TakenFiles} says it. */
  default Map<String, String> files() throws IOException {
    return Map.of();
  }

  /** Does the work, unless a closer look shows that it was done before. */
  Outcome carryOut() throws IOException, InterruptedException;
}
