/** Debian's formats: versions, relations between packages, control paragraphs, package files. */
@NullMarked
package io.drydock.base.debian;

import org.jspecify.annotations.NullMarked;
