package io.drydock.dockerfile.instruction;

import java.util.Optional;

/**
 * One name that ARG declares, both sides as written.
 *
 * @param defaultValue absent for {@code ARG name}, present and empty for {@code ARG name=}
 * @param description from the comment above that starts with the name; empty when there is none
 */
public record Argument(String name, Optional<String> defaultValue, String description) {}
