/** Dockerfile text as lines of keyword, flags, arguments and heredocs. */
@NullMarked
package io.drydock.dockerfile.parser;

import org.jspecify.annotations.NullMarked;
