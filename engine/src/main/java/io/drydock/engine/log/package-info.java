/** What containers wrote to their standard streams: read in order, followed, and rotated. */
@NullMarked
package io.drydock.engine.log;

import org.jspecify.annotations.NullMarked;
