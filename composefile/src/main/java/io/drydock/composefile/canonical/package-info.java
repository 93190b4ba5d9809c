/**
 * The canonical form of a project: one way of writing for each value, a fixed order of keys, and
 * nothing that goes without saying.
 */
@NullMarked
package io.drydock.composefile.canonical;

import org.jspecify.annotations.NullMarked;
