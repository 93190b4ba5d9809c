/** Makes of a solved plan what was asked for: an image in the store, archives, files. */
@NullMarked
package io.drydock.build.export;

import org.jspecify.annotations.NullMarked;
