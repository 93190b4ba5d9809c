package io.drydock.engine.volume;

import java.util.List;

/**
 * What a prune removed.
 *
 * @param volumes names
 * @param bytes of their files
 */
public record VolumePruneReport(List<String> volumes, long bytes) {
  public VolumePruneReport {
    volumes = List.copyOf(volumes);
  }
}
