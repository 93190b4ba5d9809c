/** Typed values of the configuration language: strings, numbers, collections and their types. */
@NullMarked
package io.drydock.bake.value;

import org.jspecify.annotations.NullMarked;
