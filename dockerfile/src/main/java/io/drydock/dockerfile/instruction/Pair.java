package io.drydock.dockerfile.instruction;

/**
 * One assignment of ENV or LABEL, both sides as written, quotes included.
 *
 * @param legacy whether it was written {@code KEY value} without an equals sign
 */
public record Pair(String key, String value, boolean legacy) {}
