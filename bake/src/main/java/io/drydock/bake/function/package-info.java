/** The functions that bake files can call. */
@NullMarked
package io.drydock.bake.function;

import org.jspecify.annotations.NullMarked;
