package io.drydock.composefile.model;

import io.drydock.core.SourceLocation;
import java.util.Optional;

/**
 * A port of a service's containers that the host publishes.
 *
 * @param target the port in the container, from 1 to 65535
 * @param published a port of the host or a range as {@code 8000-8010}; absent for one that is free
 * @param hostIp the host's address; absent for all
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param mode {@code ingress} or {@code host}; without effect on one machine
 */
public record Port(
    int target,
    Optional<String> published,
    Optional<String> hostIp,
    String protocol,
    Optional<String> mode,
    Optional<String> name,
    Optional<String> appProtocol,
    SourceLocation location) {}
