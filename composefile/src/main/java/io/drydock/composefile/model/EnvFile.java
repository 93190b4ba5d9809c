package io.drydock.composefile.model;

import java.util.Optional;

/**
 * A file of environment variables.
 *
 * @param format {@code raw} for lines that are taken as they are; absent for Compose's
 */
public record EnvFile(String path, boolean required, Optional<String> format) {}
