/** Compose projects on an engine. */
@NullMarked
package io.drydock.compose;

import org.jspecify.annotations.NullMarked;
