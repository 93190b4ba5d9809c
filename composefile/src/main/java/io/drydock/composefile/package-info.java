/** Compose files, from text to the project that they describe. */
@NullMarked
package io.drydock.composefile;

import org.jspecify.annotations.NullMarked;
