/** Answers for what a single engine does not have: Swarm and plugins. */
@NullMarked
package io.drydock.api.swarm;

import org.jspecify.annotations.NullMarked;
