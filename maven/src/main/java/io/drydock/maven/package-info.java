/** Maven goals that make images of Java projects. */
@NullMarked
package io.drydock.maven;

import org.jspecify.annotations.NullMarked;
