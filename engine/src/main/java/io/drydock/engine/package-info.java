/** Supervises containers, networks and volumes. */
@NullMarked
package io.drydock.engine;

import org.jspecify.annotations.NullMarked;
