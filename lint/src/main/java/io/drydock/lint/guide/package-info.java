/** Drydock's own rules for Dockerfiles: what guides to good images teach. */
@NullMarked
package io.drydock.lint.guide;

import org.jspecify.annotations.NullMarked;
