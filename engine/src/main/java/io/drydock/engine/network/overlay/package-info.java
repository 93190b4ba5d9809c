/** The hosts that overlay networks span, and the protection of what passes between them. */
@NullMarked
package io.drydock.engine.network.overlay;

import org.jspecify.annotations.NullMarked;
