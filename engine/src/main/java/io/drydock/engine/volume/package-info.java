/**
 * Volumes, and what is mounted in a container: volumes, directories of the host, memory, images.
 */
@NullMarked
package io.drydock.engine.volume;

import org.jspecify.annotations.NullMarked;
