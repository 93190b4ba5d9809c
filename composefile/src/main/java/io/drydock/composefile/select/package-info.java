/** Which services of a project are wanted, and which of what they share. */
@NullMarked
package io.drydock.composefile.select;

import org.jspecify.annotations.NullMarked;
