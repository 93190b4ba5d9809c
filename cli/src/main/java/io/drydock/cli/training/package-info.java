/** The runs over usual commands from which the start-up caches are made. */
@NullMarked
package io.drydock.cli.training;

import org.jspecify.annotations.NullMarked;
