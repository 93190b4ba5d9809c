package io.drydock.dockerfile.parser;

import io.drydock.core.SourceLocation;

/**
 * Something in the file that works today but should be changed.
 *
 * @param rule name of the build check
 */
public record Warning(String rule, String message, SourceLocation location) {}
