/** A project as a picture and as text: services, what they need, and what they share. */
@NullMarked
package io.drydock.compose.graph;

import org.jspecify.annotations.NullMarked;
