/** The routes of the engine itself: its version, its host, its events, its disk. */
@NullMarked
package io.drydock.api.system;

import org.jspecify.annotations.NullMarked;
