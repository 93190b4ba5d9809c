/** Answers to questions about a build instead of the build, in the terms of BuildKit. */
@NullMarked
package io.drydock.build.call;

import org.jspecify.annotations.NullMarked;
