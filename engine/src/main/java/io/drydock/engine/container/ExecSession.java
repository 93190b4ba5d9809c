package io.drydock.engine.container;

import java.util.OptionalInt;

/**
 * A further command of a container as it was at one moment: {@code GET /exec/ID/json}.
 *
 * @param id 64 hexadecimal digits
 * @param pid of its process; 0 unless it runs
 * @param exitCode absent before its end; 126 and 127 when the command could not be run
 */
public record ExecSession(
    String id,
    String containerId,
    ExecRequest request,
    boolean running,
    int pid,
    OptionalInt exitCode) {}
