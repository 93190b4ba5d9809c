/** Ignore files: which paths of a build context stay out. */
@NullMarked
package io.drydock.dockerfile.ignore;

import org.jspecify.annotations.NullMarked;
