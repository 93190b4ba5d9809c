/**
 * A client of the Docker Engine API on a unix socket, TCP with TLS, or SSH: any engine that speaks
 * it, ours or Docker's, and the choice between them.
 */
@NullMarked
package io.drydock.client;

import org.jspecify.annotations.NullMarked;
