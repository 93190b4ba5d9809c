package io.drydock.engine.volume;

/**
 * What a volume takes.
 *
 * @param size of its files in bytes
 * @param references containers that have it
 */
public record VolumeUsage(long size, int references) {}
