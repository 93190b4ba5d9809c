/** Values that a build may read and must not show. */
@NullMarked
package io.drydock.build.secret;

import org.jspecify.annotations.NullMarked;
