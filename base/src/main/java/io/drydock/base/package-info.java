/** Base images from the packages of a Debian archive. */
@NullMarked
package io.drydock.base;

import org.jspecify.annotations.NullMarked;
