/** Rules for Compose files, DC001 and following, over YAML nodes with their places. */
@NullMarked
package io.drydock.lint.compose;

import org.jspecify.annotations.NullMarked;
