/** The instructions of Dockerfile syntax 1.26 as records, before any variable is expanded. */
@NullMarked
package io.drydock.dockerfile.instruction;

import org.jspecify.annotations.NullMarked;
