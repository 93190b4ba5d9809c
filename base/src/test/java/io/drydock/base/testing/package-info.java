/** A small Debian archive that tests make, sign and damage themselves. */
@NullMarked
package io.drydock.base.testing;

import org.jspecify.annotations.NullMarked;
