/** Reads what Compose files say about building, and the variables around them. */
@NullMarked
package io.drydock.bake.compose;

import org.jspecify.annotations.NullMarked;
