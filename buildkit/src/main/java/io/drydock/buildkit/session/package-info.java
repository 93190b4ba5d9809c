/** Clients' sessions: what the builder asks of the client that wants a build. */
@NullMarked
package io.drydock.buildkit.session;

import org.jspecify.annotations.NullMarked;
