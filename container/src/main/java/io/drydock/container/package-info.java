/**
 * What a container, a network and a volume are asked to be, in the words of the Docker Engine API.
 */
@NullMarked
package io.drydock.container;

import org.jspecify.annotations.NullMarked;
