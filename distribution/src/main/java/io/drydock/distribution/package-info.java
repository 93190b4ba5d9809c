/** The client side of registries: who may, what is there, pull and push. */
@NullMarked
package io.drydock.distribution;

import org.jspecify.annotations.NullMarked;
