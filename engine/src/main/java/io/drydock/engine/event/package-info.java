/** What happened to containers, images, networks and volumes: kept, and told to whoever listens. */
@NullMarked
package io.drydock.engine.event;

import org.jspecify.annotations.NullMarked;
