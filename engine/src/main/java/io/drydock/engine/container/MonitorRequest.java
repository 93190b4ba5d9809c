package io.drydock.engine.container;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a monitor is told.
 *
 * @param containerId the runtime's name of the container
 * @param session names the monitor, beside the container's for a further command
 * @param directory of the monitor's own, with the bundle of a container
 * @param logPath as {@code --log-path} has it
 * @param exits directory in which the monitor leaves the exit code, under the container's id
 * @param process the further command; absent for the container itself
 */
record MonitorRequest(
    String containerId,
    String session,
    Path directory,
    String logPath,
    Path exits,
    Streams streams,
    Optional<Path> process) {}
