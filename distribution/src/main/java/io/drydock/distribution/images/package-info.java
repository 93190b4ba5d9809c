/** Images of the store as docker shows them: listed, described, with their history, removed. */
@NullMarked
package io.drydock.distribution.images;

import org.jspecify.annotations.NullMarked;
