/** Commands for volumes. */
@NullMarked
package io.drydock.cli.volume;

import org.jspecify.annotations.NullMarked;
