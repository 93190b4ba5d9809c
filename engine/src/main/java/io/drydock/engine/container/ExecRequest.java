package io.drydock.engine.container;

import io.drydock.engine.runtime.ExecOptions;

/**
 * A further command in a running container: the body of {@code POST /containers/ID/exec}.
 *
 * @param detachKeys as in {@link AttachOptions}
 */
public record ExecRequest(
    ExecOptions options,
    boolean attachStdin,
    boolean attachStdout,
    boolean attachStderr,
    String detachKeys) {}
