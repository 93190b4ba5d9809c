package io.drydock.engine.container;

import java.util.List;

/**
 * Containers that were removed because they did not run.
 *
 * @param bytes that they had written
 */
public record PruneReport(List<String> ids, long bytes) {
  public PruneReport {
    ids = List.copyOf(ids);
  }
}
