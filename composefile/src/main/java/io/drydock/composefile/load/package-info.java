/** The way from files to a project: reading, filling in variables, merging, checking, defaults. */
@NullMarked
package io.drydock.composefile.load;

import org.jspecify.annotations.NullMarked;
