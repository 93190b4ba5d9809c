package io.drydock.composefile.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A secret or config that a service uses.
 *
 * @param source its name within the project
 * @param target path in the container; absent for {@code /run/secrets/SOURCE} or {@code /SOURCE}
 * @param mode permission bits
 */
public record FileReference(
    String source,
    Optional<String> target,
    Optional<String> uid,
    Optional<String> gid,
    OptionalInt mode) {}
