/** Carries a plan out: what to build, what happens meanwhile, what came of it. */
@NullMarked
package io.drydock.build;

import org.jspecify.annotations.NullMarked;
