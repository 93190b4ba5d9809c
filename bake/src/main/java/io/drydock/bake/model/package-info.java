/** What bake files say: variables, targets and groups, and what of them a call asks for. */
@NullMarked
package io.drydock.bake.model;

import org.jspecify.annotations.NullMarked;
