package io.drydock.compose.state;

import io.drydock.compose.request.Labels;
import java.util.Map;

/** A volume as the engine has it. */
public record VolumeState(
    String name, String driver, Map<String, String> options, Map<String, String> labels) {
  public VolumeState {
    options = Map.copyOf(options);
    labels = Map.copyOf(labels);
  }

  /** Its name within the project. */
  public String key() {
    return labels.getOrDefault(Labels.VOLUME, "");
  }

  public String configHash() {
    return labels.getOrDefault(Labels.CONFIG_HASH, "");
  }
}
