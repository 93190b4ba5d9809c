/**
 * One Compose document over another: the merging rules of the Compose Specification, {@code
 * extends} and {@code include}.
 */
@NullMarked
package io.drydock.composefile.merge;

import org.jspecify.annotations.NullMarked;
