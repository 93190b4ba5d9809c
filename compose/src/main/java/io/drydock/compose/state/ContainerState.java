package io.drydock.compose.state;

import io.drydock.compose.request.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container of a project as the engine has it.
 *
 * @param id in full
 * @param name without the slash
 * @param image the reference that it was made from
 * @param command as one line
 * @param statusText as {@code Up 3 seconds (healthy)}
 * @param exitCode of an ended one, else 0
 * @param networkIds by the network's name
 */
public record ContainerState(
    String id,
    String name,
    String image,
    String imageId,
    String command,
    Instant created,
    ContainerStatus status,
    String statusText,
    Health health,
    int exitCode,
    Map<String, String> labels,
    Map<String, String> networkIds,
    List<MountState> mounts,
    List<PortState> ports) {
  private static final int ANONYMOUS_NAME = 64;

  public ContainerState {
    labels = Map.copyOf(labels);
    networkIds = Map.copyOf(networkIds);
    mounts = List.copyOf(mounts);
    ports = List.copyOf(ports);
  }

  /**
   * A mount of a container.
   *
   * @param name of a volume, else empty
   */
  public record MountState(String type, String name, String source, String target) {
    /** Whether it is a volume without a name of its own. */
    public boolean isAnonymousVolume() {
      return type.equals("volume")
          && name.length() == ANONYMOUS_NAME
          && name.chars().allMatch(each -> Character.digit(each, 16) >= 0);
    }
  }

  /**
   * A port of a container.
   *
   * @param hostIp empty when it is not published
   * @param published 0 when it is not published
   */
  public record PortState(String hostIp, int target, int published, String protocol) {}

  public String project() {
    return label(Labels.PROJECT);
  }

  public String service() {
    return label(Labels.SERVICE);
  }

  /** The number within the service; 0 when there is none. */
  public int number() {
    try {
      return Integer.parseInt(label(Labels.CONTAINER_NUMBER));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Whether it was made by {@code run}, or for one step before a service's start. */
  public boolean isOneOff() {
    return label(Labels.ONE_OFF).equalsIgnoreCase("true") || labels.containsKey(Labels.HOOK);
  }

  /** The id of the container whose place it was made to take. */
  public Optional<String> replaces() {
    return Optional.ofNullable(labels.get(Labels.REPLACE));
  }

  /** The label's value; empty when it is absent. */
  public String label(String key) {
    return labels.getOrDefault(key, "");
  }
}
