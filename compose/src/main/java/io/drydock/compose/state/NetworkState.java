package io.drydock.compose.state;

import io.drydock.compose.request.Labels;
import java.util.Map;

/** A network as the engine has it. */
public record NetworkState(String id, String name, Map<String, String> labels) {
  public NetworkState {
    labels = Map.copyOf(labels);
  }

  /** Its name within the project. */
  public String key() {
    return labels.getOrDefault(Labels.NETWORK, "");
  }

  public String configHash() {
    return labels.getOrDefault(Labels.CONFIG_HASH, "");
  }
}
