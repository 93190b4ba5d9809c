/**
 * Makes builds of targets: in the builder's words, and in an order in which each can be planned.
 */
@NullMarked
package io.drydock.bake.request;

import org.jspecify.annotations.NullMarked;
