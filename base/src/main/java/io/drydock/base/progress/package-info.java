/** How those who wait for a base hear of its making. */
@NullMarked
package io.drydock.base.progress;

import org.jspecify.annotations.NullMarked;
