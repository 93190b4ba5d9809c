package io.drydock.composefile.model;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Devices that a driver chooses, such as GPUs.
 *
 * @param count how many; -1 for all, 0 where devices are named by {@code deviceIds}
 */
public record DeviceRequest(
    List<String> capabilities,
    Optional<String> driver,
    long count,
    List<String> deviceIds,
    SequencedMap<String, String> options) {
  public DeviceRequest {
    capabilities = List.copyOf(capabilities);
    deviceIds = List.copyOf(deviceIds);
    options = Copies.of(options);
  }
}
