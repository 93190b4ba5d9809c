/** Whether containers are well: probes on a schedule and what follows from their results. */
@NullMarked
package io.drydock.engine.health;

import org.jspecify.annotations.NullMarked;
