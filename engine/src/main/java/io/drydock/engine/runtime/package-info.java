/**
 * From what a container is asked to be to a container of an OCI runtime: checks of the request, the
 * bundle's {@code config.json}, and the runtime itself.
 */
@NullMarked
package io.drydock.engine.runtime;

import org.jspecify.annotations.NullMarked;
