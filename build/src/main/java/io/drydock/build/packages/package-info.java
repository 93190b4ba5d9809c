/** Finds the software packages that are installed in a file tree, by what their managers noted. */
@NullMarked
package io.drydock.build.packages;

import org.jspecify.annotations.NullMarked;
