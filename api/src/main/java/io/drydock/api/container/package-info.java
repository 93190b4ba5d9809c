/** The routes of containers and of the commands that run in them. */
@NullMarked
package io.drydock.api.container;

import org.jspecify.annotations.NullMarked;
