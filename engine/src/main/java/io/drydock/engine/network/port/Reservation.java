package io.drydock.engine.network.port;

import java.nio.channels.Channel;
import java.util.List;

/**
 * A port of the host that no other program gets until it is given back.
 *
 * @param hostIps the addresses it is taken at
 * @param channels that hold it; what comes in over them is passed on by the {@link Proxy}
 */
public record Reservation(String protocol, List<String> hostIps, int port, List<Channel> channels) {
  public Reservation {
    hostIps = List.copyOf(hostIps);
    channels = List.copyOf(channels);
  }
}
