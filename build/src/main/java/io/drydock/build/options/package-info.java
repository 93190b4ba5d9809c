/**
 * What a build is asked for, in the words of the command line and of bake files, and its reading.
 */
@NullMarked
package io.drydock.build.options;

import org.jspecify.annotations.NullMarked;
