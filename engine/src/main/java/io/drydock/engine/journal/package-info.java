/** The engine's own log: a line for each thing that its keeper may want to know. */
@NullMarked
package io.drydock.engine.journal;

import org.jspecify.annotations.NullMarked;
