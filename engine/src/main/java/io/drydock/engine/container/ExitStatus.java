package io.drydock.engine.container;

/**
 * How a container's run ended.
 *
 * @param code of the first process; 128 and the signal's number when a signal ended it
 * @param error what went wrong beside that; mostly empty
 */
public record ExitStatus(int code, String error) {}
