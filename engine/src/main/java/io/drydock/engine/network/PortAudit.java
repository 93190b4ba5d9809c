package io.drydock.engine.network;

import java.util.List;

/**
 * What of the containers can be reached, and from where.
 *
 * @param warnings one sentence each, what is open and how to close it
 */
public record PortAudit(List<Opening> openings, List<String> warnings) {
  public PortAudit {
    openings = List.copyOf(openings);
    warnings = List.copyOf(warnings);
  }

  /** From where a port can be reached. */
  public enum Reach {
    /** From any machine that reaches any address of this host. */
    ALL_INTERFACES,
    /** From machines that reach one address of this host. */
    ONE_ADDRESS,
    /** From this host alone. */
    LOOPBACK,
    /** From containers in the same network, and from the host. */
    NETWORK
  }

  /**
   * A port of a container and who reaches it.
   *
   * @param at address and port to connect to
   * @param networks names of the container's networks
   */
  public record Opening(
      String containerId,
      String containerName,
      int containerPort,
      String protocol,
      Reach reach,
      String at,
      List<String> networks) {
    public Opening {
      networks = List.copyOf(networks);
    }
  }
}
