/** A client of the Docker Engine API on a unix socket or TCP. */
@NullMarked
package io.drydock.client;

import org.jspecify.annotations.NullMarked;
