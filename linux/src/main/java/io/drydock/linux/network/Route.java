package io.drydock.linux.network;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A way of the main routing table.
 *
 * @param destination absent for the default route
 * @param link index of the interface it leaves by, or 0
 */
public record Route(
    Optional<InetAddress> destination,
    int prefixLength,
    Optional<InetAddress> gateway,
    int link,
    boolean ipv6) {}
