/** Carries plans out from end to end: solves them, then exports what came of it. */
@NullMarked
package io.drydock.build.execute;

import org.jspecify.annotations.NullMarked;
