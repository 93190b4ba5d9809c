/** COPY and ADD: what they take, what their content is worth as a key, the layer they make. */
@NullMarked
package io.drydock.build.copy;

import org.jspecify.annotations.NullMarked;
