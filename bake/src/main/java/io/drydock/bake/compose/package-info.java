/** What Compose files say about building, in bake's terms. */
@NullMarked
package io.drydock.bake.compose;

import org.jspecify.annotations.NullMarked;
