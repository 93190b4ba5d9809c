/** Networks: how containers reach each other and the world, and are reached. */
@NullMarked
package io.drydock.engine.network;

import org.jspecify.annotations.NullMarked;
