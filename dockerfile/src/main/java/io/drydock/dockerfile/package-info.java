/** A Dockerfile as a whole: its directives, global arguments, stages and warnings. */
@NullMarked
package io.drydock.dockerfile;

import org.jspecify.annotations.NullMarked;
