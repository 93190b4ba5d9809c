/**
 * The life of containers: made, started under a monitor that outlives the engine, attached to,
 * stopped, started again when they should be, and removed.
 */
@NullMarked
package io.drydock.engine.container;

import org.jspecify.annotations.NullMarked;
