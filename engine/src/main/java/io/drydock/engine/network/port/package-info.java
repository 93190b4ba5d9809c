/** Published ports: which of the host's are free, and how they are kept for containers. */
@NullMarked
package io.drydock.engine.network.port;

import org.jspecify.annotations.NullMarked;
