/** The commands of {@code compose}: one file each, over the project model and any engine. */
@NullMarked
package io.drydock.cli.compose;

import org.jspecify.annotations.NullMarked;
