/** Hands results of steps on between stores, in BuildKit's cache format: export and import. */
@NullMarked
package io.drydock.build.cache;

import org.jspecify.annotations.NullMarked;
