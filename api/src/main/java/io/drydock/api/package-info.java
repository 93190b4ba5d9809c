/** Serves the Docker Engine API. */
@NullMarked
package io.drydock.api;

import org.jspecify.annotations.NullMarked;
