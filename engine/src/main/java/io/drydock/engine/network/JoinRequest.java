package io.drydock.engine.network;

import io.drydock.container.ContainerSpec;
import java.nio.file.Path;
import java.util.SequencedSet;

/**
 * A container that is about to run and needs its network.
 *
 * @param name without a slash
 * @param spec what it was asked to be; a network mode {@code container:ID} has the full id of a
 *     running container
 * @param exposedPorts of the image and the container, as {@code 80/tcp}
 * @param directory of the container's own, in which the files for {@code /etc} are written
 */
public record JoinRequest(
    String containerId,
    String name,
    ContainerSpec spec,
    SequencedSet<String> exposedPorts,
    Path directory) {}
