package io.drydock.engine.network;

/**
 * A port of the host that leads to one of a container.
 *
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param hostIp {@code 0.0.0.0} and {@code ::} mean all addresses
 */
public record PublishedPort(int containerPort, String protocol, String hostIp, int hostPort) {
  /** The container's side, as {@code 80/tcp}. */
  public String key() {
    return containerPort + "/" + protocol;
  }

  /** Whether every interface of the host leads to it. */
  public boolean everywhere() {
    return hostIp.equals("0.0.0.0") || hostIp.equals("::");
  }
}
