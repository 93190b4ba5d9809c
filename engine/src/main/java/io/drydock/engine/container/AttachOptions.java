package io.drydock.engine.container;

/**
 * Which streams of a container a client wants.
 *
 * @param logs whether what was written before comes first
 * @param stream whether what is written from now on comes
 * @param detachKeys as {@code ctrl-p,ctrl-q}; empty for these, which count with a terminal alone
 */
public record AttachOptions(
    boolean stdin,
    boolean stdout,
    boolean stderr,
    boolean logs,
    boolean stream,
    String detachKeys) {}
