package io.drydock.compose.log;

/**
 * A container whose log is read.
 *
 * @param name of the container
 * @param number within the service, from 1; 0 for a container of {@code run}
 */
public record LogSource(String id, String name, String service, int number) {}
