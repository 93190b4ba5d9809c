/** Drivers that hold Drydock against recorded answers of the reference implementations. */
@NullMarked
package io.drydock.conformance;

import org.jspecify.annotations.NullMarked;
