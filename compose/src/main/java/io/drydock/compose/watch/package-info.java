/**
 * Files of the host that services follow: copied into containers, or made into new images, when
 * they change.
 */
@NullMarked
package io.drydock.compose.watch;

import org.jspecify.annotations.NullMarked;
