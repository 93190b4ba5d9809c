/** Solves plans: decides what has to be done, does it in parallel, and knows it the next time. */
@NullMarked
package io.drydock.build.solve;

import org.jspecify.annotations.NullMarked;
